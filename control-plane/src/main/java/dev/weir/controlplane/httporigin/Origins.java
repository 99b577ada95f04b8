package dev.weir.controlplane.httporigin;

import dev.weir.controlplane.problem.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Origins as browsers send them (RFC 6454): scheme, host, and the port where it isn't the scheme's own. */
final class Origins {
    private static final int MOST = 50;
    private static final int LONGEST = 250;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Origins() {}

    /** Each once, in their order. */
    static List<String> checked(Fields fields, @Nullable List<@Nullable String> sent) {
        if (sent == null) {
            fields.reject("/origins", "is needed; an empty list allows none");
            return List.of();
        }
        if (sent.size() > MOST) {
            fields.reject("/origins", "must be " + MOST + " at most");
            return List.of();
        }
        Set<String> origins = new LinkedHashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            String origin = sent.get(i);
            if (origin == null || origin.length() > LONGEST || !isOne(origin)) {
                fields.reject("/origins/" + i, "must be an origin such as https://app.example.org, without a path");
            } else {
                origins.add(origin);
            }
        }
        return List.copyOf(origins);
    }

    /** A browser sends just that text: what is written otherwise would never match. */
    private static boolean isOne(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null
                    && SCHEMES.contains(uri.getScheme())
                    && text.equals(uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                            + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
