package dev.weir.controlplane.user;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Changes what a user is called. Their e-mail address stays: it is what they were let in by. Null is no change. */
@ApplicationScoped
class ChangeUser {
    private final HeldOrganization organizations;
    private final UserStore users;
    private final Clock clock;

    ChangeUser(HeldOrganization organizations, UserStore users, Clock clock) {
        this.organizations = organizations;
        this.users = users;
        this.clock = clock;
    }

    @Transactional
    User change(OrganizationId organization, UserId id, @Nullable String fullName, @Nullable String email) {
        organizations.hold(organization);
        User old = users.find(organization, id)
                .orElseThrow(() -> NotFound.of("user", id.value()).toException());
        if (email != null && !email.equals(old.email())) {
            throw Problem.invalid("/email", "can't be changed").toException();
        }
        if (fullName == null) {
            return old;
        }
        var changed = new User(
                id,
                organization,
                old.email(),
                fullName,
                old.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        users.update(changed);
        return changed;
    }
}
