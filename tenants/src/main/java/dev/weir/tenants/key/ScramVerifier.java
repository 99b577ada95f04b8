package dev.weir.tenants.key;

import java.util.regex.Pattern;

/**
 * What a server has to know of an API key's secret to check it by SCRAM (RFC 5802). Nobody can log in with it, but who
 * has it could pose as the server.
 *
 * @param value as Kafka writes it: {@code salt=…,stored_key=…,server_key=…,iterations=…}, the first three in base 64
 */
public record ScramVerifier(String value) {
    private static final String BASE64 = "[A-Za-z0-9+/]{20,}={0,2}";
    private static final Pattern PATTERN = Pattern.compile(
            "salt=" + BASE64 + ",stored_key=" + BASE64 + ",server_key=" + BASE64 + ",iterations=[0-9]{4,9}");

    public ScramVerifier {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a SCRAM verifier as Kafka writes it");
        }
    }

    @Override
    public String toString() {
        return "ScramVerifier";
    }
}
