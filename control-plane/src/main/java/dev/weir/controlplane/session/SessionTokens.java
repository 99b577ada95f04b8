package dev.weir.controlplane.session;

import dev.weir.controlplane.auth.BearerAuthentication;
import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.CallerKey;
import dev.weir.controlplane.auth.UserCallers;
import dev.weir.tenants.key.ApiSecrets;
import dev.weir.tenants.key.SecretHash;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The tokens of sessions: told apart by how they begin, looked up by their hash. */
@ApplicationScoped
class SessionTokens implements BearerAuthentication {
    private static final String PREFIX = "weir_session_";
    /** So exactly is it known when a session was used last. */
    private static final Duration SEEN = Duration.ofMinutes(1);

    private final SessionStore sessions;
    private final UserCallers callers;
    private final ApiSecrets secrets;
    private final LoginConfig config;
    private final Clock clock;

    SessionTokens(SessionStore sessions, UserCallers callers, ApiSecrets secrets, LoginConfig config, Clock clock) {
        this.sessions = sessions;
        this.callers = callers;
        this.secrets = secrets;
        this.config = config;
        this.clock = clock;
    }

    String next() {
        return PREFIX + secrets.next();
    }

    @Override
    public Optional<OrganizationCaller> authenticate(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Session> found = sessions.findLive(SecretHash.of(token), now, idleSince(now));
        found.filter(session -> session.lastSeenAt().plus(SEEN).isBefore(now))
                .ifPresent(session -> sessions.seen(session.id(), now));
        return found.flatMap(session -> callers.find(session.user(), new CallerKey.Session(session.id())));
    }

    /** Who was seen last before has been idle for too long. */
    Instant idleSince(Instant now) {
        return now.minus(config.idleTimeout());
    }

    @Scheduled(every = "10m", delayed = "1m")
    void deleteDead() {
        Instant now = clock.instant();
        sessions.deleteDead(now, idleSince(now));
    }
}
