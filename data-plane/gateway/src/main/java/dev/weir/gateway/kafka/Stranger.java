package dev.weir.gateway.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Set;

/** Guesses who speaks another protocol to a Kafka port, from its first four bytes, for the log. */
final class Stranger {
    private static final Set<String> HTTP =
            Set.of("GET ", "POST", "PUT ", "HEAD", "DELE", "OPTI", "PATC", "CONN", "PRI ");
    private static final int TLS_HANDSHAKE = 0x1603;

    private Stranger() {}

    static String of(int firstBytes) {
        String text =
                new String(ByteBuffer.allocate(Integer.BYTES).putInt(firstBytes).array(), US_ASCII);
        if (HTTP.contains(text)) {
            return "http";
        }
        return firstBytes >>> Short.SIZE == TLS_HANDSHAKE ? "tls" : "unknown";
    }
}
