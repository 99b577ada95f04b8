package dev.weir.controlplane.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.testing.Platform;
import dev.weir.controlplane.testing.PlatformKafka;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.SampleTenant;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.events.TopicListing;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("own-jvm")
@QuarkusTest
@QuarkusTestResource(value = Platform.class, restrictToAnnotatedClass = true)
class TopicCatalogueIT {
    private PlatformKafka kafka;
    private PostgresServer postgres;

    @Inject
    SystemDatabase system;

    @Test
    void whatAGatewaySaysIsInTheCatalogueSoon() throws Exception {
        SampleTenant tenant = postgres.inTransaction(SampleTenant::insert);
        ClusterId cluster = postgres.inTransaction(tenant::insertCluster);
        var topic = new TopicListing.Topic("orders", "id-1", 3, 1, Map.of());
        var listing = new TopicListing(TopicListing.SCHEMA, cluster.value(), 10, "u-anna", List.of(topic));
        try (var gateway = new KafkaProducer<>(
                kafka.clientConfig(PlatformKafka.GATEWAY), new StringSerializer(), new ByteArraySerializer())) {
            gateway.send(new ProducerRecord<>(
                            PlatformTopic.TOPIC_EVENTS.topicName(), cluster.value(), "no listing".getBytes(UTF_8)))
                    .get();
            gateway.send(new ProducerRecord<>(
                            PlatformTopic.TOPIC_EVENTS.topicName(),
                            cluster.value(),
                            JsonMapper.builder().build().writeValueAsBytes(listing)))
                    .get();
        }
        await("the topic")
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(owner(cluster)).isEqualTo("u-anna"));
    }

    private String owner(ClusterId cluster) {
        return system.withoutTransaction(connection -> {
            try (var select = connection.prepareStatement("select created_by from topic where cluster_id = ?")) {
                select.setString(1, cluster.value());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getString(1) : "nobody";
                }
            }
        });
    }
}
