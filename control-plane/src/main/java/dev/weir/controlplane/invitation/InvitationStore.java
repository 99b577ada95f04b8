package dev.weir.controlplane.invitation;

import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.InvitationId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.key.SecretHash;
import java.time.Instant;
import java.util.Optional;

/** The invitations of organizations. */
interface InvitationStore {
    void insert(Invitation invitation, SecretHash token);

    Optional<Invitation> find(OrganizationId organization, InvitationId id);

    Page<Invitation> list(PageRequest page, InvitationFilter filter, Instant now);

    /** Those that can still be accepted. */
    long countOpen(OrganizationId organization, Instant now);

    boolean isOpen(OrganizationId organization, String email, Instant now);

    /** Answers whether it was still open. */
    boolean accept(OrganizationId organization, InvitationId id, Instant now);

    /** Answers whether there was one. */
    boolean delete(OrganizationId organization, InvitationId id);
}
