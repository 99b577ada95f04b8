package dev.weir.gateway.kafka.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** What a client says by SASL/PLAIN (RFC 4616): {@code [authzid] NUL authcid NUL passwd}. */
record PlainToken(String user, String password) {
    private static final int PARTS = 3;

    /** Nothing when the bytes are no such message, or it asks to act as somebody else. */
    static Optional<PlainToken> parse(byte[] bytes) {
        String[] parts = new String(bytes, UTF_8).split("\0", -1);
        if (parts.length != PARTS || parts[1].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        boolean asOneself = parts[0].isEmpty() || parts[0].equals(parts[1]);
        return asOneself ? Optional.of(new PlainToken(parts[1], parts[2])) : Optional.empty();
    }

    @Override
    public String toString() {
        return "PlainToken[user=" + user + "]";
    }
}
