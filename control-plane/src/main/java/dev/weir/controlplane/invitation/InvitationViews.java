package dev.weir.controlplane.invitation;

import dev.weir.controlplane.mail.Delivery;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.Reference;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients see of an invitation. */
@ApplicationScoped
class InvitationViews {
    static final String PATH = "/iam/v2/invitations";
    static final String LOCAL = "AUTH_TYPE_LOCAL";

    private final Links links;
    private final Clock clock;

    InvitationViews(Links links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    InvitationView of(CreateInvitation.Created created) {
        return view(created.invitation(), created.delivery(), created.token());
    }

    InvitationView of(Invitation invitation) {
        return view(invitation, null, null);
    }

    private InvitationView view(Invitation it, @Nullable Delivery delivery, @Nullable String token) {
        return new InvitationView(
                "iam/v2",
                "Invitation",
                it.id().value(),
                links.metadata(
                        PATH + "/" + it.id(), Crn.of(it.organization(), it.id()), it.createdAt(), it.updatedAt()),
                it.email(),
                LOCAL,
                it.status(clock.instant()).apiName(),
                it.acceptedAt(),
                it.expiresAt(),
                links.principal(it.organization(), it.user()),
                links.principal(it.organization(), it.creator()),
                delivery,
                token);
    }

    /**
     * An invitation.
     *
     * @param user the id that whoever accepts will have; roles may be bound to it before
     * @param delivery what became of the mail; only in the answer to the creation
     * @param acceptToken for whoever is invited, when it didn't go out by mail; only in the answer to the creation
     */
    @Schema(name = "Invitation")
    record InvitationView(
            String apiVersion,
            String kind,
            String id,
            Metadata metadata,
            String email,
            String authType,
            String status,
            @Nullable Instant acceptedAt,
            Instant expiresAt,
            Reference user,
            Reference creator,
            @Nullable Delivery delivery,
            @Nullable String acceptToken) {
        @Override
        public String toString() {
            return "InvitationView[id=" + id + "]";
        }
    }
}
