package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;

/** What a collector is told of connections. */
@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class TracesIT {
    private static final String CONNECTION = "kafka connect";
    private static final String AUTHENTICATION = "kafka authenticate";
    private static final String BROKER = "kafka broker";

    @Test
    void aConnectionIsTracedFromItsFirstByteToItsBroker() throws Exception {
        try (Admin admin = Admin.create(Clients.settings(KafkaTestbed.ANNAS_KEY, KafkaTestbed.SECRET))) {
            admin.describeCluster().clusterId().get();
        }
        await().untilAsserted(() -> {
            Span connection = spans(CONNECTION).stream()
                    .filter(span ->
                            KafkaTestbed.ANNAS_KEY.equals(attributes(span).get("weir.credential")))
                    .filter(span -> below(span).size() == 2)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no such connection yet"));
            assertThat(attributes(connection))
                    .containsEntry("weir.cluster", KafkaTestbed.annas().id())
                    .containsEntry("weir.principal", KafkaTestbed.ANNA)
                    .containsEntry("network.peer.address", "127.0.0.1")
                    .containsEntry("client.address", "127.0.0.1");
            assertThat(connection.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
            List<Span> below = below(connection);
            assertThat(below).extracting(Span::getName).containsExactlyInAnyOrder(AUTHENTICATION, BROKER);
            assertThat(below).allSatisfy(span -> {
                assertThat(span.getStartTimeUnixNano()).isGreaterThanOrEqualTo(connection.getStartTimeUnixNano());
                assertThat(span.getEndTimeUnixNano()).isLessThanOrEqualTo(connection.getEndTimeUnixNano());
            });
        });
    }

    @Test
    void whoIsNotLetInIsTracedWithTheReasonAndWithoutTheSecret() {
        String secret = "not-" + KafkaTestbed.SECRET;
        try (Admin admin = Admin.create(Clients.settings(KafkaTestbed.BERTS_KEY, secret))) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
        await().untilAsserted(() -> assertThat(spans(AUTHENTICATION)).anySatisfy(span -> {
            assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
            assertThat(span.getStatus().getMessage()).isEqualTo("unknown API key or wrong secret");
            assertThat(attributes(span)).containsEntry("weir.mechanism", "PLAIN");
        }));
        assertThat(KafkaTestbed.traces().spans().toString()).doesNotContain(KafkaTestbed.SECRET);
    }

    @Test
    void whoComesThroughAProxyIsNamedBesideIt() throws Exception {
        try (var client =
                new RawClient(InetAddress.ofLiteral("127.0.0.2"), KafkaTestbed.bootstrapPort(), ProxyGateTest.HEADER)) {
            client.ask(ApiKeys.API_VERSIONS, RawClient.apiVersions());
        }
        await().untilAsserted(() -> assertThat(spans(CONNECTION))
                .anySatisfy(span -> assertThat(attributes(span))
                        .containsEntry("network.peer.address", "127.0.0.2")
                        .containsEntry("client.address", ProxyGateTest.CLIENT)));
    }

    private static List<Span> spans(String name) {
        return KafkaTestbed.traces().spans().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private static List<Span> below(Span parent) {
        return KafkaTestbed.traces().spans().stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .toList();
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(
                        attribute -> attribute.getKey(),
                        attribute -> attribute.getValue().getStringValue()));
    }
}
