package dev.weir.controlplane.session;

import dev.weir.controlplane.attempt.Origin;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.SessionId;
import dev.weir.tenants.id.UserId;
import java.time.Instant;

/** Somebody's login. Nobody can tell its token from it: that is shown once. */
record Session(
        SessionId id,
        OrganizationId organization,
        UserId user,
        Origin origin,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt) {}
