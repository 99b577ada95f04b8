package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNA;
import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.events.TopicListing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class TopicEventsIT {
    @Test
    void whatBecomesOfTopicsIsToldSoon() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 2);
        awaitListed(topic, 2, Map.of());
        assertThat(listing().orElseThrow().principal()).isEqualTo(ANNA);

        try (Admin admin = Clients.admin(ANNAS_KEY)) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            awaitListed(topic, 3, Map.of());
            var set = new AlterConfigOp(new ConfigEntry("retention.ms", "60000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
                    .all()
                    .get();
            awaitListed(topic, 3, Map.of("retention.ms", "60000"));
            admin.deleteTopics(List.of(topic)).all().get();
        }
        await("the topic's end")
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(find(topic)).isEmpty());
    }

    private static void awaitListed(String topic, int partitions, Map<String, String> settings) {
        await("the listing")
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(find(topic)).hasValueSatisfying(found -> {
                    assertThat(found.partitions()).isEqualTo(partitions);
                    assertThat(found.replicationFactor()).isEqualTo(1);
                    assertThat(found.settings()).isEqualTo(settings);
                }));
    }

    private static Optional<TopicListing.Topic> find(String topic) {
        return listing().stream()
                .flatMap(listing -> listing.topics().stream())
                .filter(found -> found.name().equals(topic))
                .findFirst();
    }

    private static Optional<TopicListing> listing() {
        List<TopicListing> all = KafkaTestbed.platform()
                .read(PlatformTopic.TOPIC_EVENTS, KafkaTestbed.annas().id(), TopicListing.class);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }
}
