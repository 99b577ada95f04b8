package dev.weir.broker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.running.TestSpecs;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaPropertiesTest {
    @TempDir
    private Path home;

    @Test
    void kafkaTakesThem() throws Exception {
        KafkaConfig.fromProps(new KafkaProperties(TestSpecs.tenants(home)).all(), false);
        KafkaConfig.fromProps(
                new KafkaProperties(TestSpecs.platform(home, Map.of("gateway", "p"), List.of())).all(), false);
        for (BrokerSpec spec : TestSpecs.tenants(home, TestSpecs.nodes(3))) {
            KafkaConfig.fromProps(new KafkaProperties(spec).all(), false);
        }
    }

    @Test
    void clientsAreToldTheGatewaysAddress() throws Exception {
        BrokerNode node = new BrokerNode(0, "127.77.0.1", 9092, 9094, 9093, "gateway.example", 19093);
        Properties properties =
                new KafkaProperties(TestSpecs.tenants(home, List.of(node)).getFirst()).all();
        assertThat(properties)
                .containsEntry(
                        "listeners",
                        "GATEWAY://127.77.0.1:9092,INTERNAL://127.77.0.1:9094,CONTROLLER://127.77.0.1:9093")
                .containsEntry(
                        "advertised.listeners",
                        "GATEWAY://gateway.example:19093,INTERNAL://127.77.0.1:9094,CONTROLLER://127.77.0.1:9093");
    }

    @Test
    void aBrokerMayListenElsewhereThanWhereOthersReachIt() throws Exception {
        BrokerNode node = new BrokerNode(0, "b0.pods", 9092, 9094, 9093, "gateway.example", 19093, null, "0.0.0.0");
        Properties properties =
                new KafkaProperties(TestSpecs.tenants(home, List.of(node)).getFirst()).all();
        KafkaConfig.fromProps(properties, false);
        assertThat(properties)
                .containsEntry("listeners", "GATEWAY://0.0.0.0:9092,INTERNAL://0.0.0.0:9094,CONTROLLER://0.0.0.0:9093")
                .containsEntry(
                        "advertised.listeners",
                        "GATEWAY://gateway.example:19093,INTERNAL://b0.pods:9094,CONTROLLER://b0.pods:9093");
    }

    @Test
    void whoCallsByNameIsToldNames() throws Exception {
        var named = new BrokerNode.NamedListener(9095, "b0-lkc-abc.kafka.example", 443);
        BrokerNode node = new BrokerNode(0, "127.77.0.1", 9092, 9094, 9093, "gateway.example", 19093, named);
        Properties properties =
                new KafkaProperties(TestSpecs.tenants(home, List.of(node)).getFirst()).all();
        KafkaConfig.fromProps(properties, false);
        assertThat(properties.getProperty("listeners")).contains("NAMED://127.77.0.1:9095");
        assertThat(properties.getProperty("advertised.listeners")).contains("NAMED://b0-lkc-abc.kafka.example:443");
        assertThat(properties.getProperty("listener.security.protocol.map")).contains("NAMED:SASL_PLAINTEXT");
        assertThat(properties).containsEntry("listener.name.named.sasl.enabled.mechanisms", "OAUTHBEARER");
    }

    @Test
    void noListenerIsWithoutAuthentication() throws Exception {
        for (BrokerSpec spec :
                List.of(TestSpecs.tenants(home), TestSpecs.platform(home, Map.of("gateway", "p"), List.of()))) {
            assertThat(new KafkaProperties(spec).all().getProperty("listener.security.protocol.map"))
                    .isEqualTo("GATEWAY:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        }
    }

    @Test
    void withTlsNoListenerIsWithoutIt() throws Exception {
        BrokerSpec spec = TestSpecs.tenants(home).withTls(new TlsFiles("/tls/key.pem", "/tls/ca.pem"));
        Properties properties = new KafkaProperties(spec).all();
        assertThat(properties)
                .containsEntry(
                        "listener.security.protocol.map", "GATEWAY:SASL_SSL,INTERNAL:SASL_SSL,CONTROLLER:SASL_SSL")
                .containsEntry("ssl.keystore.location", "/tls/key.pem")
                .containsEntry("ssl.truststore.location", "/tls/ca.pem");
        assertThat(new KafkaProperties(TestSpecs.tenants(home)).all().stringPropertyNames())
                .noneMatch(name -> name.startsWith("ssl."));
    }

    @Test
    void oneRequestOfTheLargestMessageFitsAndFewAreHeld() throws Exception {
        Properties properties = new KafkaProperties(TestSpecs.tenants(home)).all();
        assertThat(Long.parseLong(properties.getProperty("socket.request.max.bytes")))
                .isGreaterThan(TestSpecs.MESSAGE_BYTES)
                .isLessThanOrEqualTo(Long.parseLong(properties.getProperty("queued.max.request.bytes")));
    }

    @Test
    void thePlatformsOwnUsersAreOnlyAtItsOwnBroker() throws Exception {
        Properties tenants = new KafkaProperties(TestSpecs.tenants(home)).all();
        assertThat(tenants)
                .containsEntry("listener.name.gateway.sasl.enabled.mechanisms", "OAUTHBEARER")
                .containsEntry("listener.name.controller.sasl.enabled.mechanisms", "PLAIN")
                .containsEntry("super.users", "User:weir-broker;User:weir-platform")
                .doesNotContainKey("listener.name.gateway.plain.sasl.jaas.config");
        Properties platform = new KafkaProperties(TestSpecs.platform(home, Map.of("gateway", "p"), List.of())).all();
        assertThat(platform.getProperty("listener.name.gateway.plain.sasl.jaas.config"))
                .isEqualTo("org.apache.kafka.common.security.plain.PlainLoginModule required user_gateway=\"p\";");
        assertThat(platform).doesNotContainKey("create.topic.policy.class.name");
    }
}
