package dev.weir.cli.records;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import org.jspecify.annotations.Nullable;

/**
 * A record that was read.
 *
 * @param partition where it lies
 * @param offset its place there
 * @param timestamp milliseconds since 1970
 * @param key null when it has none
 * @param value null for a tombstone
 */
public record Consumed(
        int partition,
        long offset,
        long timestamp,
        @Nullable String key,
        @Nullable String value) {
    public String text() {
        return value == null ? "" : value;
    }

    public JsonNode json() {
        return Management.object()
                .put("partition", partition)
                .put("offset", offset)
                .put("timestamp", timestamp)
                .put("key", key)
                .put("value", value);
    }
}
