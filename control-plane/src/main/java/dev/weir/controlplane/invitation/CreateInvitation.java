package dev.weir.controlplane.invitation;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.mail.Delivery;
import dev.weir.controlplane.mail.Letter;
import dev.weir.controlplane.mail.PostOffice;
import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.organization.OrganizationStore;
import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.problem.Problem.QuotaExceeded;
import dev.weir.controlplane.shape.Endpoints;
import dev.weir.controlplane.user.UserStore;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.key.ApiSecrets;
import dev.weir.tenants.key.SecretHash;
import dev.weir.tenants.plan.Plan;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Invites an address. That somebody else's organization knows it already is not said: they would learn who uses this
 * platform. The mail goes out when the invitation is stored.
 */
@ApplicationScoped
class CreateInvitation {
    private static final Logger LOG = Logger.getLogger(CreateInvitation.class);

    private final HeldOrganization held;
    private final OrganizationStore organizations;
    private final InvitationStore invitations;
    private final UserStore users;
    private final PostOffice post;
    private final InvitationConfig config;
    private final Endpoints endpoints;
    private final IdGenerator ids;
    private final ApiSecrets secrets;
    private final Clock clock;

    CreateInvitation(
            HeldOrganization held,
            OrganizationStore organizations,
            InvitationStore invitations,
            UserStore users,
            PostOffice post,
            InvitationConfig config,
            Endpoints endpoints,
            IdGenerator ids,
            ApiSecrets secrets,
            Clock clock) {
        this.held = held;
        this.organizations = organizations;
        this.invitations = invitations;
        this.users = users;
        this.post = post;
        this.config = config;
        this.endpoints = endpoints;
        this.ids = ids;
        this.secrets = secrets;
        this.clock = clock;
    }

    Created create(OrganizationCaller caller, String email) {
        String token = secrets.next();
        Invitation invitation = QuarkusTransaction.joiningExisting().call(() -> store(caller, email, token));
        LOG.infof("invitation=%s created org=%s by=%s", invitation.id(), caller.organization(), caller.principal());
        return switch (post.send(letter(invitation, token))) {
            case SENT -> new Created(invitation, Delivery.SENT, null);
            case FAILED -> new Created(invitation, Delivery.FAILED, token);
            case SKIPPED -> new Created(invitation, Delivery.SKIPPED, token);
        };
    }

    private Invitation store(OrganizationCaller caller, String email, String token) {
        Plan plan = held.hold(caller.organization());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (users.find(caller.organization(), email).isPresent()) {
            throw new AlreadyExists("user", email, "/email").toException();
        }
        if (invitations.isOpen(caller.organization(), email, now)) {
            throw new AlreadyExists("invitation", email, "/email").toException();
        }
        long open = invitations.countOpen(caller.organization(), now);
        if (open >= config.mostOpen()) {
            throw new QuotaExceeded("iam.max_pending_invitations.per_org", config.mostOpen(), open).toException();
        }
        Quota.USERS.requireOneMore(plan.organization().users(), users.count(caller.organization()) + open);
        var invitation = new Invitation(
                ids.invitation(),
                caller.organization(),
                email,
                caller.principal(),
                ids.user(),
                now,
                now,
                now.plus(config.lifetime()),
                null);
        invitations.insert(invitation, SecretHash.of(token));
        return invitation;
    }

    private Letter letter(Invitation invitation, String token) {
        String organization = organizations
                .find(invitation.organization())
                .map(it -> it.displayName())
                .orElse("");
        return new Letter(invitation.email(), "You are invited to Weir", """
                You are invited to the organization "%s" at Weir, %s

                To accept, use this token until %s:

                %s

                for example by: weir invitation accept TOKEN --full-name NAME --server %s
                """.formatted(
                        organization, endpoints.api(), invitation.expiresAt(), token, endpoints.api()));
    }

    /**
     * An invitation just made.
     *
     * @param token the only time that it is known; null when it went out by mail
     */
    record Created(
            Invitation invitation,
            Delivery delivery,
            @Nullable String token) {
        @Override
        public String toString() {
            return "Created[invitation=" + invitation.id() + "]";
        }
    }
}
