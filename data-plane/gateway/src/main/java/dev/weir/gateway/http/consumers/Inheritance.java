package dev.weir.gateway.http.consumers;

import dev.weir.tenants.events.RestConsumerRecord.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Where another gateway left off, in partitions that haven't come yet. Guarded by its instance's lock. */
final class Inheritance {
    private final Map<TopicPartition, Position> waiting = new HashMap<>();
    private Supplier<List<Position>> left = List::of;

    /** @param positions asked for once, as late as can be */
    void of(Supplier<List<Position>> positions) {
        left = positions;
    }

    void load() {
        left.get()
                .forEach(position -> waiting.put(new TopicPartition(position.topic(), position.partition()), position));
        left = List::of;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    Collection<Position> all() {
        return waiting.values();
    }

    /** Those of these partitions, which have come. */
    Map<TopicPartition, Position> take(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Position> taken = new HashMap<>(waiting);
        taken.keySet().retainAll(Set.copyOf(partitions));
        waiting.keySet().removeAll(taken.keySet());
        return taken;
    }
}
