package dev.weir.gateway.kafka.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.id.ClusterId;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedClusterTest {
    private static final String DOMAIN = "kafka.example.com";

    @Test
    void namesSayTheClusterAndPerhapsTheBroker() {
        assertThat(NamedCluster.parse("lkc-abc123.kafka.example.com", DOMAIN))
                .contains(new NamedCluster(new ClusterId("lkc-abc123"), OptionalInt.empty()));
        assertThat(NamedCluster.parse("B12-LKC-abc123.Kafka.Example.com", DOMAIN))
                .contains(new NamedCluster(new ClusterId("lkc-abc123"), OptionalInt.of(12)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kafka.example.com",
                "lkc-abc123",
                "lkc-abc123.example.com",
                "lkc-abc123.kafka.example.com.evil.org",
                "x.lkc-abc123.kafka.example.com",
                "lkc-abc123.x.kafka.example.com",
                "lkc-abc123xkafka.example.com",
                "b-lkc-abc123.kafka.example.com",
                "b99999-lkc-abc123.kafka.example.com",
                "lkc-.kafka.example.com",
                "sa-abc123.kafka.example.com"
            })
    void othersSayNothing(String name) {
        assertThat(NamedCluster.parse(name, DOMAIN)).isEmpty();
    }
}
