package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static dev.weir.gateway.kafka.KafkaTestbed.BERTS_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class JavaClientIT {
    @Test
    void recordsComeBackInBothGroupProtocols() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 1);
        Clients.produce(ANNAS_KEY, topic, "one", "two", "three");

        assertThat(Clients.consume(ANNAS_KEY, topic, 3, Map.of())).containsExactly("one", "two", "three");
        assertThat(Clients.consume(ANNAS_KEY, topic, 3, Map.of("group.protocol", "consumer")))
                .containsExactly("one", "two", "three");
    }

    @Test
    void tenantsSeeOnlyTheirOwnTopics() throws Exception {
        Clients.topic(ANNAS_KEY, "same-name", 1);
        Clients.topic(BERTS_KEY, "same-name", 1);
        Clients.topic(ANNAS_KEY, "only-annas", 1);
        Clients.produce(ANNAS_KEY, "same-name", "annas");
        Clients.produce(BERTS_KEY, "same-name", "berts");

        assertThat(Clients.consume(ANNAS_KEY, "same-name", 1, Map.of())).containsExactly("annas");
        assertThat(Clients.consume(BERTS_KEY, "same-name", 1, Map.of())).containsExactly("berts");
        try (Admin annas = Clients.admin(ANNAS_KEY);
                Admin berts = Clients.admin(BERTS_KEY)) {
            assertThat(annas.describeCluster().clusterId().get()).isEqualTo("lkc-anna");
            assertThat(berts.describeCluster().clusterId().get()).isEqualTo("lkc-bert");
            assertThat(annas.listTopics().names().get()).contains("same-name", "only-annas");
            assertThat(berts.listTopics().names().get()).contains("same-name").doesNotContain("only-annas");
        }
    }
}
