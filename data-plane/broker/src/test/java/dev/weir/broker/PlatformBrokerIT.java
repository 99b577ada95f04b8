package dev.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.running.BrokerProcess;
import dev.weir.broker.running.Clients;
import dev.weir.broker.running.TestSpecs;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.broker.BrokerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformBrokerIT {
    private static final String TOPIC = "weir.clusters";

    @TempDir
    private Path home;

    @Test
    void componentsMayWhatTheirInitialAclsSay() throws Exception {
        BrokerSpec spec = TestSpecs.platform(
                home,
                Map.of("weir-platform", "p0", "control-plane", "p1", "gateway", "p2"),
                List.of(
                        AclGrant.prefixed("User:control-plane", "TOPIC", "weir.", "WRITE"),
                        AclGrant.of("User:control-plane", "CLUSTER", "kafka-cluster", "IDEMPOTENT_WRITE"),
                        AclGrant.prefixed("User:gateway", "TOPIC", "weir.", "READ"),
                        AclGrant.prefixed("User:gateway", "GROUP", "gateway", "READ")));
        try (BrokerProcess _ = BrokerProcess.start(spec, home).awaitReady()) {
            try (Admin platform = as(spec, "weir-platform", "p0").admin()) {
                NewTopic topic = new NewTopic(TOPIC, 1, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact", "segment.ms", "1000"));
                platform.createTopics(List.of(topic)).all().get();
            }
            produce(as(spec, "control-plane", "p1"));
            assertThat(as(spec, "gateway", "p2").read(TOPIC, "gateway-1", 1)).containsExactly("state");
            assertThatThrownBy(() -> produce(as(spec, "gateway", "p2")))
                    .hasCauseInstanceOf(AuthorizationException.class);
            try (Admin nobody = as(spec, "gateway", "p1").admin()) {
                assertThatThrownBy(() -> nobody.describeCluster().nodes().get())
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    private static void produce(Clients clients) throws Exception {
        try (KafkaProducer<String, String> producer = clients.producer()) {
            producer.send(new ProducerRecord<>(TOPIC, "key", "state")).get();
        }
    }

    private static Clients as(BrokerSpec spec, String user, String password) {
        return Clients.withPassword(TestSpecs.gateway(spec), user, password);
    }
}
