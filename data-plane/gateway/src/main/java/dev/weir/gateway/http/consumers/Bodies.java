package dev.weir.gateway.http.consumers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The bodies of requests and answers of the older API. */
final class Bodies {
    private Bodies() {}

    /** A new consumer; its settings have dots in their names, as Kafka's do. */
    @RegisterForReflection
    record NewConsumer(
            @Nullable String name,
            @Nullable String format,
            @JsonProperty("auto.offset.reset") @Nullable String autoOffsetReset,
            @JsonProperty("auto.commit.enable") @Nullable JsonNode autoCommitEnable,
            @JsonProperty("fetch.min.bytes") @Nullable JsonNode fetchMinBytes,

            @JsonProperty("consumer.request.timeout.ms") @Nullable
            JsonNode requestTimeout,

            @Nullable String id) {
        static final NewConsumer DEFAULT = new NewConsumer(null, null, null, null, null, null, null);

        InstanceSettings settings() {
            Map<String, String> sent = new HashMap<>();
            put(sent, "format", format);
            put(sent, "auto.offset.reset", autoOffsetReset);
            put(sent, "auto.commit.enable", text(autoCommitEnable));
            put(sent, "fetch.min.bytes", text(fetchMinBytes));
            put(sent, "consumer.request.timeout.ms", text(requestTimeout));
            return InstanceSettings.of(sent);
        }

        private static void put(Map<String, String> sent, String name, @Nullable String value) {
            if (value != null) {
                sent.put(name, value);
            }
        }

        private static @Nullable String text(@Nullable JsonNode value) {
            return value == null || value.isNull() ? null : value.asText();
        }
    }

    @RegisterForReflection
    record Created(
            @JsonProperty("instance_id") String instanceId,
            @JsonProperty("base_uri") String baseUri) {}

    /** Of topics; one of both. */
    @RegisterForReflection
    record Subscribe(
            @Nullable List<@Nullable String> topics,
            @JsonProperty("topic_pattern") @Nullable String topicPattern) {}

    @RegisterForReflection
    record Subscribed(List<String> topics) {}

    @RegisterForReflection
    record Partition(@Nullable String topic, @Nullable Integer partition) {
        TopicPartition checked() {
            if (topic == null || partition == null || partition < 0) {
                throw new Problem.OfConsumers(422, "Each entry needs a topic and a partition.").asException();
            }
            return new TopicPartition(topic, partition);
        }
    }

    @RegisterForReflection
    record Partitions(@Nullable List<@Nullable Partition> partitions) {
        Set<TopicPartition> checked() {
            if (partitions == null) {
                throw new Problem.OfConsumers(422, "partitions is missing.").asException();
            }
            Set<TopicPartition> all = new HashSet<>();
            for (Partition partition : partitions) {
                all.add((partition == null ? new Partition(null, null) : partition).checked());
            }
            return all;
        }

        static Partitions of(java.util.Collection<TopicPartition> partitions) {
            return new Partitions(partitions.stream()
                    .map(partition -> new Partition(partition.topic(), partition.partition()))
                    .toList());
        }
    }

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Offset(
            @Nullable String topic,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String metadata) {
        TopicPartition where() {
            return new Partition(topic, partition).checked();
        }

        long checkedOffset() {
            if (offset == null || offset < 0) {
                throw new Problem.OfConsumers(422, "Each entry needs an offset that isn't negative.").asException();
            }
            return offset;
        }
    }

    @RegisterForReflection
    record Offsets(@Nullable List<@Nullable Offset> offsets) {
        private List<Offset> entries() {
            return (offsets == null ? List.<@Nullable Offset>of() : offsets)
                    .stream()
                            .map(entry -> entry == null ? new Offset(null, null, null, null) : entry)
                            .toList();
        }

        /** The offset of each entry is the last record that was processed, as it always was in this API. */
        Map<TopicPartition, OffsetAndMetadata> toCommit() {
            Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
            entries()
                    .forEach(entry -> all.put(
                            entry.where(),
                            new OffsetAndMetadata(next(entry), entry.metadata() == null ? "" : entry.metadata())));
            return all;
        }

        private static long next(Offset entry) {
            if (entry.checkedOffset() == Long.MAX_VALUE) {
                throw new Problem.OfConsumers(422, "No record has the offset " + Long.MAX_VALUE + ".").asException();
            }
            return entry.checkedOffset() + 1;
        }

        Map<TopicPartition, Long> toSeek() {
            Map<TopicPartition, Long> all = new HashMap<>();
            entries().forEach(entry -> all.put(entry.where(), entry.checkedOffset()));
            return all;
        }
    }
}
