package dev.weir.controlplane.invitation;

import dev.weir.controlplane.invitation.Invitation.Status;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.PanachePages;
import dev.weir.tenants.id.InvitationId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import dev.weir.tenants.key.SecretHash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class PanacheInvitationStore implements InvitationStore, InvitedUsers, PanacheRepositoryBase<InvitationEntity, String> {
    private static final String OWN = "organizationId = ?1 and id = ?2";
    private static final String OPEN = "organizationId = ?1 and status = SENT and expiresAt > ?2";

    @Override
    public void insert(Invitation invitation, SecretHash token) {
        persistAndFlush(InvitationEntity.of(invitation, token));
    }

    @Override
    public Optional<Invitation> find(OrganizationId organization, InvitationId id) {
        return find(OWN, organization.value(), id.value()).firstResultOptional().map(InvitationEntity::toInvitation);
    }

    @Override
    public Page<Invitation> list(PageRequest page, InvitationFilter filter, Instant now) {
        var parameters = new HashMap<String, Object>();
        parameters.put("organization", page.organization().value());
        var where = new StringBuilder("organizationId = :organization");
        equal(where, parameters, "email", filter.email());
        equal(where, parameters, "userId", filter.user());
        equal(where, parameters, "creatorId", filter.creator());
        if (filter.status() != null) {
            where.append(
                    switch (filter.status()) {
                        case ACCEPTED -> " and status = ACCEPTED";
                        case SENT -> " and status = SENT and expiresAt > :now";
                        case EXPIRED -> " and status = SENT and expiresAt <= :now";
                    });
            if (filter.status() != Status.ACCEPTED) {
                parameters.put("now", now);
            }
        }
        return PanachePages.read(
                this, where.toString(), parameters, page, InvitationEntity::toInvitation, Invitation::position);
    }

    private static void equal(
            StringBuilder where, Map<String, Object> parameters, String field, @Nullable String value) {
        if (value != null) {
            where.append(" and ").append(field).append(" = :").append(field);
            parameters.put(field, value);
        }
    }

    @Override
    public long countOpen(OrganizationId organization, Instant now) {
        return count(OPEN, organization.value(), now);
    }

    @Override
    public boolean isOpen(OrganizationId organization, String email, Instant now) {
        return count(OPEN + " and lower(email) = lower(?3)", organization.value(), now, email) > 0;
    }

    @Override
    public boolean accept(OrganizationId organization, InvitationId id, Instant now) {
        return update(
                        "status = ?3, acceptedAt = ?4, updatedAt = ?4 where " + OWN
                                + " and status = SENT and expiresAt > ?4",
                        organization.value(),
                        id.value(),
                        Status.ACCEPTED,
                        now)
                == 1;
    }

    @Override
    public boolean delete(OrganizationId organization, InvitationId id) {
        return delete(OWN, organization.value(), id.value()) == 1;
    }

    @Override
    public boolean contains(OrganizationId organization, UserId user, Instant now) {
        return count(OPEN + " and userId = ?3", organization.value(), now, user.value()) > 0;
    }
}
