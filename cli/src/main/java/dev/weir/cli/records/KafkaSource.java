package dev.weir.cli.records;

import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.terminal.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Consumes with the Kafka protocol, in a group or on its own. */
public final class KafkaSource implements RecordSource {
    private static final Duration LOOK_UP = Duration.ofSeconds(40);

    private final String topic;
    private final boolean grouped;
    private final KafkaConsumer<String, String> consumer;

    /** @param group null reads all partitions on its own and remembers nothing */
    public KafkaSource(ClusterAccess cluster, String topic, @Nullable String group, boolean fromBeginning) {
        this.topic = topic;
        this.grouped = group != null;
        var settings = new HashMap<String, String>();
        settings.put("auto.offset.reset", fromBeginning ? "earliest" : "latest");
        settings.put("allow.auto.create.topics", "false");
        if (group != null) {
            settings.put("group.id", group);
        }
        this.consumer = new KafkaClients(cluster).consumer(settings);
        if (grouped) {
            consumer.subscribe(List.of(topic));
        } else {
            assignAll(fromBeginning);
        }
    }

    @Override
    public List<Consumed> poll(Duration patience) {
        try {
            var records = new ArrayList<Consumed>();
            for (ConsumerRecord<String, String> record : consumer.poll(patience)) {
                records.add(new Consumed(
                        record.partition(), record.offset(), record.timestamp(), record.key(), record.value()));
            }
            return records;
        } catch (KafkaException e) {
            throw new Failure("can't read " + topic + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void done(List<Consumed> records) {
        if (grouped && !records.isEmpty()) {
            Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
            records.forEach(record -> next.put(
                    new TopicPartition(topic, record.partition()), new OffsetAndMetadata(record.offset() + 1)));
            try {
                consumer.commitSync(next);
            } catch (KafkaException e) {
                throw new Failure("can't commit: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }

    private void assignAll(boolean fromBeginning) {
        try {
            List<PartitionInfo> found = consumer.partitionsFor(topic, LOOK_UP);
            if (found == null || found.isEmpty()) {
                throw new Failure("there is no topic " + topic + ": make it with `weir topic create " + topic + "`");
            }
            List<TopicPartition> partitions = found.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
            }
        } catch (KafkaException e) {
            consumer.close();
            throw new Failure("can't read " + topic + ": " + e.getMessage(), e);
        } catch (Failure e) {
            consumer.close();
            throw e;
        }
    }
}
