package dev.weir.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/** Counts how often a text comes in a stream of bytes, however they are cut. */
final class Markers {
    private final byte[] marker;
    private int matched;
    private long count;

    Markers(String marker) {
        this.marker = marker.getBytes(US_ASCII);
    }

    /** Reads until so many have come. */
    void await(RawHttp http, long wanted) throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (count < wanted) {
            int length = http.read(buffer);
            if (length < 0) {
                throw new IOException("only " + count + " of " + wanted + " came");
            }
            for (int at = 0; at < length; at++) {
                byte next = buffer[at];
                if (next == marker[matched]) {
                    matched++;
                    if (matched == marker.length) {
                        count++;
                        matched = 0;
                    }
                } else {
                    matched = next == marker[0] ? 1 : 0;
                }
            }
        }
    }
}
