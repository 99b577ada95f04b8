package dev.weir.controlplane.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.controlplane.auth.CurrentCaller;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Begins a request's trail before anything can be refused, and adds who it is as soon as that is known. */
class TrailFilters {
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final String BASIC = "basic ";

    private final CurrentCaller caller;

    TrailFilters(CurrentCaller caller) {
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 1)
    public void begin(ContainerRequestContext request, ResourceInfo resource, RoutingContext context) {
        MultivaluedMap<String, String> parameters = request.getUriInfo().getPathParameters();
        String path = request.getUriInfo().getPath();
        var trail = new AuditTrail(context, () -> template(path, parameters), success(resource.getResourceMethod()));
        parameters.values().forEach(trail::about);
        claimed(request.getHeaderString(HttpHeaders.AUTHORIZATION)).ifPresent(trail::claims);
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION + 1)
    public void recognise(RoutingContext context) {
        AuditTrail trail = AuditTrail.of(context);
        if (trail != null) {
            caller.whoever().ifPresent(trail::by);
        }
    }

    static String template(String path, Map<String, List<String>> parameters) {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> parameters.entrySet().stream()
                        .filter(parameter -> parameter.getValue().contains(segment))
                        .map(parameter -> "{" + parameter.getKey() + "}")
                        .findFirst()
                        .orElse(segment))
                .collect(Collectors.joining("/"));
    }

    private static int success(Method method) {
        ResponseStatus declared = method.getAnnotation(ResponseStatus.class);
        if (declared != null) {
            return declared.value();
        }
        return method.getReturnType() == void.class ? 204 : 200;
    }

    /** The user's name in HTTP Basic, if it looks like a key's id: anything else might be a secret in the wrong place. */
    static Optional<String> claimed(@org.jspecify.annotations.Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String text = new String(decoded, UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(text.substring(0, colon))
                            .filter(id -> KEY_ID.matcher(id).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
