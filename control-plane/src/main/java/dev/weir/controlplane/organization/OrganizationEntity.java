package dev.weir.controlplane.organization;

import dev.weir.tenants.id.OrganizationId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;

@Entity
@DynamicUpdate
@Table(name = "organization")
class OrganizationEntity {
    @Id
    @Column
    String id;

    @Column(name = "display_name")
    String displayName;

    @Column
    String plan;

    @Column
    boolean suspended;

    @Column(name = "email_pending")
    boolean emailPending;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static OrganizationEntity of(Organization organization) {
        var entity = new OrganizationEntity();
        entity.id = organization.id().value();
        entity.displayName = organization.displayName();
        entity.plan = organization.plan();
        entity.suspended = organization.suspended();
        entity.emailPending = organization.emailPending();
        entity.createdAt = organization.createdAt();
        entity.updatedAt = organization.updatedAt();
        return entity;
    }

    Organization toOrganization() {
        return new Organization(
                new OrganizationId(id), displayName, plan, suspended, emailPending, createdAt, updatedAt);
    }
}
