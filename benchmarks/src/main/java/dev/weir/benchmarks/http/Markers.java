package dev.weir.benchmarks.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/** Counts how often a text comes in a stream of bytes, however they are cut. */
final class Markers {
    private final String marker;
    private String tail = "";
    private long count;

    Markers(String marker) {
        this.marker = marker;
    }

    /** Reads until so many have come. Texts are searched many times as fast as bytes are looked at one by one. */
    void await(RawHttp http, long wanted) throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (count < wanted) {
            int length = http.read(buffer);
            if (length < 0) {
                throw new IOException("only " + count + " of " + wanted + " came");
            }
            add(new String(buffer, 0, length, ISO_8859_1));
        }
    }

    private void add(String more) {
        String seam = tail + more.substring(0, Math.min(more.length(), marker.length() - 1));
        count += in(seam) + in(more);
        String all = more.length() < marker.length() ? tail + more : more;
        tail = all.substring(Math.max(0, all.length() - marker.length() + 1));
    }

    private int in(String text) {
        int found = 0;
        for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length())) {
            found++;
        }
        return found;
    }
}
