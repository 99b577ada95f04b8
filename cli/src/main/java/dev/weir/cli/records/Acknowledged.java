package dev.weir.cli.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.api.Management;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the cluster has acknowledged so far, by partition. */
final class Acknowledged {
    private final TreeMap<Integer, Range> partitions = new TreeMap<>();

    synchronized void add(int partition, long offset) {
        partitions.merge(partition, new Range(1, offset, offset), Range::plus);
    }

    synchronized long count() {
        return partitions.values().stream().mapToLong(Range::count).sum();
    }

    synchronized JsonNode json(String topic) {
        ObjectNode json = Management.object().put("topic", topic).put("acknowledged", count());
        var list = json.putArray("partitions");
        partitions.forEach((partition, range) -> list.addObject()
                .put("partition", partition)
                .put("acknowledged", range.count)
                .put("first_offset", range.first)
                .put("last_offset", range.last));
        return json;
    }

    synchronized String text(String topic) {
        long count = count();
        String where = partitions.entrySet().stream()
                .map(entry -> "partition " + entry.getKey() + " at "
                        + entry.getValue().text())
                .collect(Collectors.joining(", "));
        return count + (count == 1 ? " record" : " records") + " acknowledged in " + topic
                + (where.isEmpty() ? "" : ": " + where);
    }

    private record Range(long count, long first, long last) {
        Range plus(Range other) {
            return new Range(count + other.count, Math.min(first, other.first), Math.max(last, other.last));
        }

        String text() {
            return first == last ? "offset " + first : "offsets " + first + " to " + last;
        }
    }
}
