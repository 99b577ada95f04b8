package dev.weir.gateway.http.follow;

import dev.weir.gateway.http.problem.Problem;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a stream is, in all partitions of its topic: what an event's id says. */
final class Vector {
    private Vector() {}

    /** {@code 0:15,1:7}: the next offset of each partition, in their order. */
    static String text(SortedMap<Integer, Long> positions) {
        var text = new StringBuilder();
        positions.forEach((partition, next) -> {
            if (!text.isEmpty()) {
                text.append(',');
            }
            text.append(partition.intValue()).append(':').append(next.longValue());
        });
        return text.toString();
    }

    /** Empty where there is none; a problem for what isn't one. */
    static Map<Integer, Long> parse(@Nullable String text) {
        Map<Integer, Long> positions = new TreeMap<>();
        if (text == null || text.isBlank()) {
            return positions;
        }
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            try {
                int partition =
                        Integer.parseInt(part.substring(0, Math.max(0, colon)).strip());
                long offset = Long.parseLong(part.substring(colon + 1).strip());
                if (partition >= 0 && offset >= 0) {
                    positions.put(partition, offset);
                    continue;
                }
            } catch (NumberFormatException _) {
                // Said below.
            }
            throw new Problem.Malformed("Last-Event-ID is none of this stream's: it is like 0:15,1:7.").asException();
        }
        return positions;
    }
}
