package dev.weir.controlplane.serviceaccount;

import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.ServiceAccountId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.TenantId;

@Entity
@Table(name = "service_account")
class ServiceAccountEntity {
    @Id
    @Column
    String id;

    @TenantId
    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "display_name")
    String displayName;

    @Column
    String description;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static ServiceAccountEntity of(ServiceAccount account) {
        var entity = new ServiceAccountEntity();
        entity.id = account.id().value();
        entity.organizationId = account.organization().value();
        entity.displayName = account.displayName();
        entity.description = account.description();
        entity.createdAt = account.createdAt();
        entity.updatedAt = account.updatedAt();
        return entity;
    }

    ServiceAccount toServiceAccount() {
        return new ServiceAccount(
                new ServiceAccountId(id),
                new OrganizationId(organizationId),
                displayName,
                description,
                createdAt,
                updatedAt);
    }
}
