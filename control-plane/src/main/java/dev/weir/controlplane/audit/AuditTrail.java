package dev.weir.controlplane.audit;

import dev.weir.controlplane.auth.Caller;
import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.Caller.PlatformAdmin;
import dev.weir.tenants.id.OrganizationId;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of the present request. It travels with the request, whichever thread works on it. */
final class AuditTrail {
    private static final String KEY = "weir.audit";
    private static final int LONGEST_AGENT = 200;
    private static final int LONGEST_ID = 64;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
    private static final String PLATFORM_ADMIN = "platform-admin";
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final String method;
    /** Worked out for the few requests that are written down. */
    private final Supplier<String> route;

    private final String address;
    private final String userAgent;
    private final String requestId;
    private final int success;
    private final Set<String> resources = new LinkedHashSet<>();
    private @Nullable String claimed;
    private @Nullable Caller caller;
    private boolean written;

    /**
     * @param route the path as a template
     * @param success the status with which the request will be answered if all goes well
     */
    AuditTrail(RoutingContext context, Supplier<String> route, int success) {
        this.method = context.request().method().name();
        this.route = route;
        this.success = success;
        this.address = context.request().remoteAddress().hostAddress();
        String agent = context.request().getHeader("User-Agent");
        this.userAgent = agent == null ? "" : agent;
        String id = context.response().headers().get("X-Request-Id");
        this.requestId = id == null ? "" : id;
        context.put(KEY, this);
    }

    static @Nullable AuditTrail of(RoutingContext context) {
        return context.get(KEY);
    }

    static boolean isChange(String method) {
        return CHANGING.contains(method);
    }

    boolean isChange() {
        return isChange(method);
    }

    synchronized void about(Collection<String> ids) {
        resources.addAll(ids);
    }

    synchronized void by(Caller known) {
        caller = known;
    }

    /** Somebody unknown says who they are. */
    synchronized void claims(String credential) {
        claimed = credential;
    }

    synchronized boolean isWritten() {
        return written;
    }

    synchronized void isNowWritten() {
        written = true;
    }

    synchronized @Nullable OrganizationId organization() {
        return caller instanceof OrganizationCaller member ? member.organization() : null;
    }

    /** It was done, for whomever it was done. */
    synchronized AuditEvent done(@Nullable OrganizationId organization, Instant now) {
        return event(organization, now, success, null);
    }

    synchronized AuditEvent refused(Instant now, int status, @Nullable String code) {
        return event(organization(), now, status, code);
    }

    private AuditEvent event(@Nullable OrganizationId organization, Instant now, int status, @Nullable String code) {
        String principal = switch (caller) {
            case null -> null;
            case OrganizationCaller it -> it.principal().value();
            case PlatformAdmin it -> PLATFORM_ADMIN;
        };
        String credential = switch (caller) {
            case null -> claimed;
            case OrganizationCaller it -> it.key().value();
            case PlatformAdmin it -> it.key();
        };
        return new AuditEvent(
                newId(),
                organization,
                now,
                principal,
                credential,
                address,
                printable(userAgent, LONGEST_AGENT),
                requestId,
                method,
                route.get(),
                resources.stream().map(id -> printable(id, LONGEST_ID)).toList(),
                status,
                code,
                1);
    }

    static String newId() {
        return "ae-" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String printable(String text, int longest) {
        String shortened = text.length() <= longest ? text : text.substring(0, longest);
        return UNPRINTABLE.matcher(shortened).replaceAll("?");
    }
}
