package dev.weir.gateway.http.groups;

import dev.weir.gateway.http.upstream.GroupKind;
import dev.weir.gateway.http.upstream.StillThere;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Compares what groups have committed with what is there. */
@ApplicationScoped
class GroupLags {
    /** One for each partition for which the group has committed, sorted; a problem when there is no such group. */
    List<Lag> of(Upstream upstream, String group) {
        Map<TopicPartition, MemberDescription> readers = readers(ConsumerGroups.KIND.get(upstream, group));
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(
                Upstream.await(upstream.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
        // Kafka answers null for partitions whose offset isn't known.
        committed.values().removeIf(Objects::isNull);
        var ends = upstream.admin()
                .listOffsets(committed.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())));
        return committed.entrySet().stream()
                .flatMap(offset -> StillThere.described(ends.partitionResult(offset.getKey())).stream()
                        .map(end -> new Lag(
                                offset.getKey(),
                                readers.get(offset.getKey()),
                                offset.getValue().offset(),
                                end.offset())))
                .sorted(Comparator.comparing(Lag::partition, GroupKind.ORDER))
                .toList();
    }

    private static Map<TopicPartition, MemberDescription> readers(ConsumerGroupDescription group) {
        Map<TopicPartition, MemberDescription> readers = new HashMap<>();
        for (MemberDescription member : group.members()) {
            member.assignment().topicPartitions().forEach(partition -> readers.put(partition, member));
        }
        return readers;
    }
}
