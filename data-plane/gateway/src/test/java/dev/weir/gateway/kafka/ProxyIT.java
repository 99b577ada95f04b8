package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.time.Duration;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class ProxyIT {
    private static final InetAddress TRUSTED = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress UNKNOWN = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration SOON = Duration.ofSeconds(2);

    @Test
    void aTrustedProxySpeaksForOthers() throws Exception {
        try (var client = new RawClient(TRUSTED, KafkaTestbed.bootstrapPort(), ProxyGateTest.HEADER)) {
            assertThat(client.ask(ApiKeys.API_VERSIONS, RawClient.apiVersions()))
                    .isNotNull();
        }
        try (var silent = new RawClient(
                TRUSTED, KafkaTestbed.bootstrapPort(), new byte[ProxyGateTest.LONGER_THAN_ANY_BEGINNING])) {
            assertThat(silent.isClosedWithin(SOON)).isTrue();
        }
    }

    @Test
    void othersDont() throws Exception {
        try (var client = new RawClient(UNKNOWN, KafkaTestbed.bootstrapPort(), ProxyGateTest.HEADER)) {
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
        try (var client = new RawClient(UNKNOWN, KafkaTestbed.bootstrapPort(), new byte[0])) {
            assertThat(client.ask(ApiKeys.API_VERSIONS, RawClient.apiVersions()))
                    .isNotNull();
        }
    }
}
