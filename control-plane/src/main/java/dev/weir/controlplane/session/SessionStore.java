package dev.weir.controlplane.session;

import dev.weir.tenants.id.SessionId;
import dev.weir.tenants.id.UserId;
import dev.weir.tenants.key.SecretHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The sessions there are. Found before it is known whose they are, at each request: one that was ended ends at once.
 * What a user does with their own sees no other organization's. A session is live when it has neither expired nor been
 * idle for too long.
 */
interface SessionStore {
    void insert(Session session, SecretHash token);

    Optional<Session> findLive(SecretHash token, Instant now, Instant idleSince);

    void seen(SessionId id, Instant now);

    /** Live ones, oldest first. */
    List<Session> ofUser(UserId user, Instant now, Instant idleSince);

    /** Answers whether there was one. */
    boolean end(UserId user, SessionId id);

    void endOthers(UserId user, SessionId kept);

    /** Within the system's transaction, if there is one; otherwise within the current organization. */
    void endAll(UserId user);

    void deleteDead(Instant now, Instant idleSince);
}
