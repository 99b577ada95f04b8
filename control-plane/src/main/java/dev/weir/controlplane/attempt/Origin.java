package dev.weir.controlplane.attempt;

import dev.weir.controlplane.problem.Fields;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param address of the client, or of the proxy that Quarkus wasn't told to trust
 * @param userAgent as the client calls itself
 */
public record Origin(String address, String userAgent) {
    private static final int LONGEST = 256;
    private static final Pattern LAST_HALF = Pattern.compile("^((?:[0-9a-fA-F]*:){4}).*$");

    public Origin {
        userAgent = userAgent.length() <= LONGEST ? userAgent : userAgent.substring(0, LONGEST);
        userAgent = Fields.isPrintable(userAgent) ? userAgent : "";
    }

    public static Origin of(HttpServerRequest request) {
        var address = request.remoteAddress();
        return new Origin(
                address == null ? "" : orEmpty(address.hostAddress()),
                orEmpty(request.getHeader(HttpHeaders.USER_AGENT)));
    }

    /** Somebody has 2^64 addresses of IPv6, so that only their first half tells people apart. */
    String network() {
        return address.contains(":") ? LAST_HALF.matcher(address).replaceFirst("$1:") : address;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
