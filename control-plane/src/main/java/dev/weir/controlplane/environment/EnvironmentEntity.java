package dev.weir.controlplane.environment;

import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "environment")
class EnvironmentEntity {
    @Id
    @Column
    String id;

    @TenantId
    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "display_name")
    String displayName;

    @Column(name = "stream_governance_package")
    @Nullable
    String governancePackage;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static EnvironmentEntity of(Environment environment) {
        var entity = new EnvironmentEntity();
        entity.id = environment.id().value();
        entity.organizationId = environment.organization().value();
        entity.displayName = environment.displayName();
        entity.governancePackage = environment.governancePackage();
        entity.createdAt = environment.createdAt();
        entity.updatedAt = environment.updatedAt();
        return entity;
    }

    Environment toEnvironment() {
        return new Environment(
                new EnvironmentId(id),
                new OrganizationId(organizationId),
                displayName,
                governancePackage,
                createdAt,
                updatedAt);
    }
}
