package dev.weir.controlplane.signup;

import dev.weir.controlplane.apikey.IssueApiKey;
import dev.weir.controlplane.apikey.NewApiKey;
import dev.weir.controlplane.authorization.GrantRole;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.environment.Environment;
import dev.weir.controlplane.environment.EnvironmentStore;
import dev.weir.controlplane.mail.Delivery;
import dev.weir.controlplane.organization.Organization;
import dev.weir.controlplane.organization.OrganizationStore;
import dev.weir.controlplane.password.PasswordHash;
import dev.weir.controlplane.platform.CurrentOrganization;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.recovery.EmailVerification;
import dev.weir.controlplane.signup.SignupBody.Newcomer;
import dev.weir.controlplane.signup.SignupConfig.Mode;
import dev.weir.controlplane.user.User;
import dev.weir.controlplane.user.UserStore;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.id.OrganizationId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Makes a tenant. The password is hashed before the transaction begins: it takes ten times as long as the rest. */
@ApplicationScoped
class SignUp {
    private static final Logger LOG = Logger.getLogger(SignUp.class);
    private static final String ENVIRONMENT = "default";

    private final SignupConfig config;
    private final CurrentOrganization current;
    private final OrganizationStore organizations;
    private final UserStore users;
    private final EnvironmentStore environments;
    private final GrantRole grantRole;
    private final IssueApiKey issueApiKey;
    private final SignupInvitations invitations;
    private final EmailVerification verification;
    private final IdGenerator ids;
    private final Clock clock;

    SignUp(
            SignupConfig config,
            CurrentOrganization current,
            OrganizationStore organizations,
            UserStore users,
            EnvironmentStore environments,
            GrantRole grantRole,
            IssueApiKey issueApiKey,
            SignupInvitations invitations,
            EmailVerification verification,
            IdGenerator ids,
            Clock clock) {
        this.config = config;
        this.current = current;
        this.organizations = organizations;
        this.users = users;
        this.environments = environments;
        this.grantRole = grantRole;
        this.issueApiKey = issueApiKey;
        this.invitations = invitations;
        this.verification = verification;
        this.ids = ids;
        this.clock = clock;
    }

    Tenant signUp(Newcomer newcomer) {
        if (config.mode() == Mode.INVITATION) {
            invitations.require(newcomer.invitationCode(), newcomer.email());
        }
        if (users.emailTaken(newcomer.email())) {
            throw new AlreadyExists("user", newcomer.email(), "/email").toException();
        }
        PasswordHash password = PasswordHash.of(newcomer.password());
        OrganizationId id = ids.organization();
        current.is(id);
        Tenant tenant = QuarkusTransaction.requiringNew().call(() -> store(id, newcomer, password));
        LOG.infof(
                "signup org=%s user=%s",
                tenant.organization().id(), tenant.user().id());
        return tenant.asked(verification.ask(tenant.user().id()));
    }

    private Tenant store(OrganizationId id, Newcomer newcomer, PasswordHash password) {
        if (config.mode() == Mode.INVITATION) {
            invitations.use(newcomer.invitationCode(), newcomer.email());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var organization =
                new Organization(id, newcomer.organization(), config.plan(), false, verification.needed(), now, now);
        organizations.insert(organization);
        var user = new User(ids.user(), organization.id(), newcomer.email(), newcomer.fullName(), now, now);
        users.insert(user, password);
        grantRole.grant(organization.id(), user.id(), Role.ORGANIZATION_ADMIN, Scope.organization());
        var environment = new Environment(ids.environment(), organization.id(), ENVIRONMENT, null, now, now);
        environments.insert(environment);
        NewApiKey key = issueApiKey.issue(organization.id(), user.id(), null, "signup", "Made at signup");
        return new Tenant(organization, user, environment, key, Delivery.SKIPPED);
    }

    /**
     * All that a signup makes.
     *
     * @param emailVerification whether the user was asked to verify their address
     */
    record Tenant(
            Organization organization, User user, Environment environment, NewApiKey key, Delivery emailVerification) {
        Tenant asked(Delivery delivery) {
            return new Tenant(organization, user, environment, key, delivery);
        }
    }
}
