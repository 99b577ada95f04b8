package dev.weir.controlplane.session;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.CallerKey;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients send and see of sessions. */
final class SessionViews {
    private SessionViews() {}

    static SessionView of(Session session, OrganizationCaller caller) {
        boolean current = caller.key().equals(new CallerKey.Session(session.id()));
        return new SessionView(
                session.id().value(),
                current,
                session.origin().address(),
                session.origin().userAgent(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt());
    }

    static NewSessionView of(NewSession begun) {
        Session session = begun.session();
        return new NewSessionView(
                "weir/v1",
                "Session",
                session.id().value(),
                begun.token(),
                new Person(session.user().value(), begun.email()),
                new Home(session.organization().value()),
                session.createdAt(),
                session.expiresAt());
    }

    /** Who wants to log in. */
    @Schema(name = "SessionRequest")
    record LoginBody(@Nullable String email, @Nullable String password) {
        @Override
        public String toString() {
            return "LoginBody[email=" + email + "]";
        }
    }

    /** @param token for {@code Authorization: Bearer}; shown here and never again */
    @Schema(name = "NewSession")
    record NewSessionView(
            String apiVersion,
            String kind,
            String id,
            String token,
            Person user,
            Home organization,
            Instant createdAt,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "NewSessionView[id=" + id + "]";
        }
    }

    /** Whose session it is. */
    record Person(String id, String email) {}

    /** Of which organization. */
    record Home(String id) {}

    /**
     * One of the caller's sessions.
     *
     * @param current whether this request came by it
     */
    @Schema(name = "Session")
    record SessionView(
            String id,
            boolean current,
            String address,
            String userAgent,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt) {}

    /** All of the caller's sessions, oldest first. */
    @Schema(name = "SessionList")
    record SessionListView(String apiVersion, String kind, List<SessionView> data) {
        SessionListView {
            data = List.copyOf(data);
        }
    }
}
