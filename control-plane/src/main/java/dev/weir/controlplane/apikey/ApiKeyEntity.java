package dev.weir.controlplane.apikey;

import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.key.ScramVerifier;
import dev.weir.tenants.key.SecretHash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Updates write changed columns only: provisioning revokes a deleted cluster's keys. */
@Entity
@DynamicUpdate
@Table(name = "api_key")
class ApiKeyEntity {
    @Id
    @Column
    String id;

    @TenantId
    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "owner_id")
    String ownerId;

    @Column(name = "cluster_id")
    @Nullable
    String clusterId;

    @Column(name = "display_name")
    String displayName;

    @Column
    String description;

    @Column(name = "secret_sha256")
    String secretSha256;

    @Column(name = "scram_sha256")
    @Nullable
    String scramSha256;

    @Column(name = "scram_sha512")
    @Nullable
    String scramSha512;

    @Column
    @Enumerated(EnumType.STRING)
    ApiKeyRecord.State state;

    @Column
    long generation;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    static ApiKeyEntity of(ApiKey key) {
        var entity = new ApiKeyEntity();
        entity.id = key.id().value();
        entity.organizationId = key.organization().value();
        entity.ownerId = key.owner().value();
        entity.clusterId = key.cluster() == null ? null : key.cluster().value();
        entity.displayName = key.displayName();
        entity.description = key.description();
        StoredSecret secret = key.secret();
        entity.secretSha256 = secret.hash().hex();
        entity.scramSha256 =
                secret.scramSha256() == null ? null : secret.scramSha256().value();
        entity.scramSha512 =
                secret.scramSha512() == null ? null : secret.scramSha512().value();
        entity.state = ApiKeyRecord.State.ACTIVE;
        entity.generation = key.generation();
        entity.createdAt = key.createdAt();
        entity.updatedAt = key.updatedAt();
        return entity;
    }

    ApiKey toApiKey() {
        return new ApiKey(
                new ApiKeyId(id),
                new OrganizationId(organizationId),
                PrincipalId.of(ownerId),
                clusterId == null ? null : new ClusterId(clusterId),
                displayName,
                description,
                new StoredSecret(
                        new SecretHash(secretSha256),
                        scramSha256 == null ? null : new ScramVerifier(scramSha256),
                        scramSha512 == null ? null : new ScramVerifier(scramSha512)),
                generation,
                createdAt,
                updatedAt);
    }
}
