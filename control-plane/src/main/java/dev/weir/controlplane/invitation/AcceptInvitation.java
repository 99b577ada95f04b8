package dev.weir.controlplane.invitation;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.password.PasswordHash;
import dev.weir.controlplane.password.PasswordRules;
import dev.weir.controlplane.platform.CurrentOrganization;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.InvalidToken;
import dev.weir.controlplane.user.User;
import dev.weir.controlplane.user.UserStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes a user of whoever has an invitation's token. They may do nothing until somebody gives them a role. */
@ApplicationScoped
class AcceptInvitation {
    private static final Logger LOG = Logger.getLogger(AcceptInvitation.class);

    private final OpenInvitations open;
    private final CurrentOrganization current;
    private final HeldOrganization organizations;
    private final InvitationStore invitations;
    private final UserStore users;
    private final PasswordRules rules;
    private final Clock clock;

    AcceptInvitation(
            OpenInvitations open,
            CurrentOrganization current,
            HeldOrganization organizations,
            InvitationStore invitations,
            UserStore users,
            PasswordRules rules,
            Clock clock) {
        this.open = open;
        this.current = current;
        this.organizations = organizations;
        this.invitations = invitations;
        this.users = users;
        this.rules = rules;
        this.clock = clock;
    }

    /** The password is looked at when the token is found good, so that strangers cost us little. */
    User accept(String token, @Nullable String password, String fullName) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        OpenInvitation invitation = open.find(token, now);
        var fields = new Fields();
        rules.check(fields, "/password", password, invitation.email(), invitation.organizationName());
        fields.done();
        PasswordHash hash = PasswordHash.of(password == null ? "" : password);
        var user = new User(invitation.user(), invitation.organization(), invitation.email(), fullName, now, now);
        current.is(user.organization());
        QuarkusTransaction.requiringNew().run(() -> store(invitation, user, hash));
        LOG.infof("invitation=%s accepted org=%s user=%s", invitation.id(), user.organization(), user.id());
        return user;
    }

    private void store(OpenInvitation invitation, User user, PasswordHash hash) {
        organizations.hold(user.organization());
        if (!invitations.accept(user.organization(), invitation.id(), user.createdAt())) {
            throw new InvalidToken().toException();
        }
        users.insert(user, hash);
    }
}
