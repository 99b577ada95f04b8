package dev.weir.controlplane.audit;

import dev.weir.controlplane.problem.Problem.InvalidFilter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients ask and see of events. */
final class AuditViews {
    private AuditViews() {}

    static AuditEventView of(AuditEvent event) {
        return new AuditEventView(
                "weir/v1",
                "AuditEvent",
                event.id(),
                event.at(),
                event.organization() == null ? null : event.organization().value(),
                event.principal(),
                event.credential(),
                event.address(),
                event.userAgent(),
                event.requestId(),
                event.method(),
                event.route(),
                event.resources(),
                event.status(),
                event.errorCode(),
                event.repeated());
    }

    static AuditFilter filter(
            @Nullable String organization,
            @Nullable String principal,
            @Nullable String resource,
            @Nullable String from,
            @Nullable String to) {
        return new AuditFilter(
                text(organization), text(principal), text(resource), time("start_time", from), time("end_time", to));
    }

    /** The conditions as they stand in the query, for the next page. */
    static Map<String, String> conditions(AuditFilter filter) {
        var conditions = new LinkedHashMap<String, String>();
        put(conditions, "organization", filter.organization());
        put(conditions, "principal", filter.principal());
        put(conditions, "resource", filter.resource());
        put(conditions, "start_time", filter.from());
        put(conditions, "end_time", filter.to());
        return conditions;
    }

    private static void put(Map<String, String> conditions, String name, @Nullable Object value) {
        if (value != null) {
            conditions.put(name, value.toString());
        }
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() || value.indexOf(0) >= 0 ? null : value;
    }

    private static @Nullable Instant time(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(value).toInstant();
            if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Refused below, as a time out of range is.
        }
        throw new InvalidFilter(parameter, parameter + " must be a time such as 2026-01-31T12:00:00Z.").toException();
    }

    /**
     * One event.
     *
     * @param organization missing for the platform's own
     * @param errorCode missing for what was done
     * @param repeated how many alike this row stands for
     */
    @Schema(name = "AuditEvent")
    record AuditEventView(
            String apiVersion,
            String kind,
            String id,
            Instant time,
            @Nullable String organization,
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
            int repeated) {}
}
