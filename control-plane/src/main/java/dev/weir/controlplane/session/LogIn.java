package dev.weir.controlplane.session;

import dev.weir.controlplane.attempt.Attempts;
import dev.weir.controlplane.attempt.Origin;
import dev.weir.controlplane.auth.CallerKey;
import dev.weir.controlplane.auth.UserCallers;
import dev.weir.controlplane.password.PasswordHash;
import dev.weir.controlplane.platform.CurrentOrganization;
import dev.weir.controlplane.problem.Problem.WrongPassword;
import dev.weir.controlplane.user.Account;
import dev.weir.controlplane.user.Accounts;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.key.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Begins a session. Whether there is such a user can be told neither from the answer nor from the time it takes. */
@ApplicationScoped
class LogIn {
    private static final Logger LOG = Logger.getLogger(LogIn.class);

    private final CurrentOrganization current;
    private final Attempts attempts;
    private final Accounts accounts;
    private final UserCallers callers;
    private final SessionStore sessions;
    private final SessionTokens tokens;
    private final LoginConfig config;
    private final IdGenerator ids;
    private final Clock clock;

    LogIn(
            CurrentOrganization current,
            Attempts attempts,
            Accounts accounts,
            UserCallers callers,
            SessionStore sessions,
            SessionTokens tokens,
            LoginConfig config,
            IdGenerator ids,
            Clock clock) {
        this.current = current;
        this.attempts = attempts;
        this.accounts = accounts;
        this.callers = callers;
        this.sessions = sessions;
        this.tokens = tokens;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    NewSession logIn(String email, String password, Origin origin) {
        attempts.begin(email, origin);
        Optional<Account> known = accounts.byEmail(email);
        if (known.isEmpty()) {
            PasswordHash.matchNobodys(password);
        }
        Account account = known.filter(it -> it.password().matches(password))
                .orElseThrow(() -> new WrongPassword().toException());
        attempts.succeeded(email, origin);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var session = new Session(
                ids.session(),
                account.organization(),
                account.user(),
                origin,
                now,
                now,
                now.plus(config.sessionLifetime()));
        if (callers.find(account.user(), new CallerKey.Session(session.id())).isEmpty()) {
            throw new WrongPassword().toException();
        }
        String token = tokens.next();
        current.is(account.organization());
        sessions.insert(session, SecretHash.of(token));
        LOG.infof("session=%s begun user=%s org=%s", session.id(), account.user(), account.organization());
        return new NewSession(session, token, account.email());
    }
}
