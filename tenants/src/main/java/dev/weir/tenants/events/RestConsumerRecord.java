package dev.weir.tenants.events;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that somebody has over HTTP, as any gateway needs to know it that goes on with it.
 *
 * @param schema version of this record's form
 * @param cluster whose records it reads
 * @param group its consumer group
 * @param instance its name, unique in the group
 * @param principal who made it; it is nobody else's
 * @param settings as they were asked for, by the names of the HTTP API
 * @param topics that it is subscribed to; empty for none
 * @param pattern of topics that it is subscribed to, instead
 * @param partitions that it was given by hand, instead
 * @param positions where it goes on, for partitions of which it has been given records that it hasn't committed
 * @param usedAt when it was last used, in milliseconds since 1970
 * @param gateway which one has it; another one after each start
 * @param life another one for each consumer that had the name; empty in records of older gateways
 * @param turn of how many gateways before this one; what is told of an earlier turn has come too late
 */
public record RestConsumerRecord(
        int schema,
        String cluster,
        String group,
        String instance,
        String principal,
        Map<String, String> settings,
        List<String> topics,
        @Nullable String pattern,
        List<Partition> partitions,
        List<Position> positions,
        long usedAt,
        String gateway,
        String life,
        long turn) {
    public static final int SCHEMA = 1;

    /** One partition of a topic. */
    public record Partition(String topic, int partition) {}

    /**
     * The next offset of a partition.
     *
     * @param exact whether the consumer was put there, instead of having come there by reading
     */
    public record Position(String topic, int partition, long offset, boolean exact) {}

    public RestConsumerRecord {
        life = Objects.requireNonNullElse(life, "");
        settings = Map.copyOf(settings);
        topics = List.copyOf(topics);
        partitions = List.copyOf(partitions);
        positions = List.copyOf(positions);
    }

    /** Under which it stands in its topic. */
    public String key() {
        return cluster + "/" + group + "/" + instance;
    }
}
