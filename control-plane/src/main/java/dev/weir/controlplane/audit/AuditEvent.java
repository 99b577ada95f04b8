package dev.weir.controlplane.audit;

import dev.weir.tenants.id.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done or refused.
 *
 * @param organization null for the platform's administrator and for nobody known
 * @param principal {@code u-…}, {@code sa-…} or {@code platform-admin}; null for nobody known
 * @param credential the key's or the session's id; of somebody unknown the id that they claimed
 * @param route the path, with names in the place of ids
 * @param resources ids from the path, and of what was made
 * @param status with which it was answered
 * @param errorCode why it was refused; null for what was done
 * @param repeated how many times
 */
record AuditEvent(
        String id,
        @Nullable OrganizationId organization,
        Instant at,
        @Nullable String principal,
        @Nullable String credential,
        String address,
        String userAgent,
        String requestId,
        String method,
        String route,
        List<String> resources,
        int status,
        @Nullable String errorCode,
        int repeated) {
    AuditEvent {
        resources = List.copyOf(resources);
    }

    AuditEvent times(String newId, int count) {
        return new AuditEvent(
                newId,
                organization,
                at,
                principal,
                credential,
                address,
                userAgent,
                requestId,
                method,
                route,
                resources,
                status,
                errorCode,
                count);
    }
}
