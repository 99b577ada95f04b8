package dev.weir.controlplane.auth;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token of {@code Authorization: Bearer} (RFC 6750). */
record BearerToken(String value) {
    private static final String SCHEME = "bearer ";
    /** No token of ours or of an issuer is nearly as long. */
    private static final int LONGEST = 16 * 1024;

    static Optional<BearerToken> parse(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME) || header.length() > LONGEST) {
            return Optional.empty();
        }
        String token = header.substring(SCHEME.length()).strip();
        return token.isEmpty() ? Optional.empty() : Optional.of(new BearerToken(token));
    }

    @Override
    public String toString() {
        return "BearerToken";
    }
}
