package dev.weir.controlplane.user;

import dev.weir.controlplane.password.PasswordHash;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.TenantId;

/** Updates write changed columns only: passwords are changed elsewhere. */
@Entity
@DynamicUpdate
@Table(name = "app_user")
class UserEntity {
    @Id
    @Column
    String id;

    @TenantId
    @Column(name = "organization_id")
    String organizationId;

    @Column
    String email;

    @Column(name = "full_name")
    String fullName;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static UserEntity of(User user, PasswordHash password) {
        var entity = new UserEntity();
        entity.id = user.id().value();
        entity.organizationId = user.organization().value();
        entity.email = user.email();
        entity.fullName = user.fullName();
        entity.passwordHash = password.value();
        entity.createdAt = user.createdAt();
        entity.updatedAt = user.updatedAt();
        return entity;
    }

    User toUser() {
        return new User(new UserId(id), new OrganizationId(organizationId), email, fullName, createdAt, updatedAt);
    }
}
