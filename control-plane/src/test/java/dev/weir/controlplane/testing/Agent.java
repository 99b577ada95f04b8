package dev.weir.controlplane.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reports on {@code weir.cluster-status} what a test wants, as an agent's user. */
public final class Agent implements AutoCloseable {
    private final KafkaProducer<String, String> producer;
    private long sequence = System.currentTimeMillis();

    public Agent(PlatformKafka kafka) {
        producer = new KafkaProducer<>(
                kafka.clientConfig(PlatformKafka.AGENT), new StringSerializer(), new StringSerializer());
    }

    public void reports(ClusterId cluster, long generation, Phase phase) {
        reports(cluster, generation, phase, "", "");
    }

    public void reports(ClusterId cluster, long generation, Phase phase, String reason, String message) {
        send(cluster, generation, ++sequence, phase, reason, message);
    }

    public void reportsWithSequence(ClusterId cluster, long generation, long at, Phase phase) {
        send(cluster, generation, at, phase, "", "");
    }

    private void send(ClusterId cluster, long generation, long at, Phase phase, String reason, String message) {
        var status = new ClusterStatus(
                ClusterStatus.SCHEMA, cluster.value(), generation, at, phase, List.of(), null, reason, message, 0);
        try {
            String value = JsonMapper.builder().build().writeValueAsString(status);
            producer.send(new ProducerRecord<>(PlatformTopic.CLUSTER_STATUS.topicName(), cluster.value(), value))
                    .get();
        } catch (JsonProcessingException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
