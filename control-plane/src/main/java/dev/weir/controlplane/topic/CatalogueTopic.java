package dev.weir.controlplane.topic;

import dev.weir.controlplane.shape.Position;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic as it was seen last.
 *
 * @param kafkaId the id that Kafka gave it
 * @param createdBy whose request made it; null when that isn't known
 * @param createdAt when it was seen first
 * @param updatedAt when it was seen as it is
 */
record CatalogueTopic(
        String name,
        String kafkaId,
        int partitions,
        int replicationFactor,
        Map<String, String> settings,
        @Nullable String createdBy,
        Instant createdAt,
        Instant updatedAt) {
    CatalogueTopic {
        settings = Map.copyOf(settings);
    }

    Position position() {
        return new Position(createdAt, name);
    }
}
