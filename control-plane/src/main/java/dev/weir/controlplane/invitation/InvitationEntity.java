package dev.weir.controlplane.invitation;

import dev.weir.controlplane.invitation.Invitation.Status;
import dev.weir.tenants.id.InvitationId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.UserId;
import dev.weir.tenants.key.SecretHash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "invitation")
class InvitationEntity {
    @Id
    @Column
    String id;

    @TenantId
    @Column(name = "organization_id")
    String organizationId;

    @Column
    String email;

    @Column(name = "creator_id")
    String creatorId;

    @Column(name = "user_id")
    String userId;

    @Column
    @Enumerated(EnumType.STRING)
    Status status;

    @Column(name = "token_sha256")
    String tokenSha256;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "accepted_at")
    @Nullable
    Instant acceptedAt;

    static InvitationEntity of(Invitation invitation, SecretHash token) {
        var entity = new InvitationEntity();
        entity.id = invitation.id().value();
        entity.organizationId = invitation.organization().value();
        entity.email = invitation.email();
        entity.creatorId = invitation.creator().value();
        entity.userId = invitation.user().value();
        entity.status = Status.SENT;
        entity.tokenSha256 = token.hex();
        entity.createdAt = invitation.createdAt();
        entity.updatedAt = invitation.updatedAt();
        entity.expiresAt = invitation.expiresAt();
        return entity;
    }

    Invitation toInvitation() {
        return new Invitation(
                new InvitationId(id),
                new OrganizationId(organizationId),
                email,
                PrincipalId.of(creatorId),
                new UserId(userId),
                createdAt,
                updatedAt,
                expiresAt,
                acceptedAt);
    }
}
