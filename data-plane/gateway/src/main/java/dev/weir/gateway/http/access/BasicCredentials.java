package dev.weir.gateway.http.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an {@code Authorization} header says (RFC 7617). */
record BasicCredentials(String user, String password) {
    private static final String SCHEME = "Basic ";

    /** Nothing when the header is missing, of another scheme, or not to be read. */
    static Optional<BasicCredentials> parse(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String decoded;
        try {
            decoded = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), UTF_8);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        int colon = decoded.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new BasicCredentials(decoded.substring(0, colon), decoded.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return "BasicCredentials[user=" + user + "]";
    }
}
