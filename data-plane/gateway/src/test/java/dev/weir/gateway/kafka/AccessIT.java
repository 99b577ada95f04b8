package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.BERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.state.Cluster;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord.State;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class AccessIT {
    private static final Duration SOON = Duration.ofSeconds(1);

    @Inject
    TenantDirectory directory;

    @Test
    void aNewKeyWorksEvenWhenItsOwnerIsFaster() throws Exception {
        var early = CompletableFuture.supplyAsync(() -> {
            try (var client = RawClient.authenticated("NEWKEYNEWKEYNEW1")) {
                client.askMetadata();
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        KafkaTestbed.key("NEWKEYNEWKEYNEW1", BERT, KafkaTestbed.berts(), State.ACTIVE);

        assertThat(early.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRevokedKeyLosesItsOpenConnections() throws Exception {
        String key = "REVOKEMEREVOKEM1";
        KafkaTestbed.key(key, BERT, KafkaTestbed.berts(), State.ACTIVE);
        try (var client = RawClient.authenticated(key);
                var idle = RawClient.authenticated(key)) {
            client.askMetadata();
            KafkaTestbed.key(key, BERT, KafkaTestbed.berts(), State.REVOKED);

            assertThat(client.isClosedWithin(SOON)).isTrue();
            assertThat(idle.isClosedWithin(SOON)).isTrue();
        }
        assertThatThrownBy(() -> RawClient.authenticated(key)).hasMessageContaining("revoked");
    }

    @Test
    void aSuspendedClusterIsClosedUntilItIsResumed() throws Exception {
        TenantCluster cluster = KafkaTestbed.berts();
        try (var client = RawClient.authenticated(KafkaTestbed.BERTS_KEY)) {
            client.askMetadata();
            KafkaTestbed.desire(cluster, DesiredState.SUSPENDED);

            assertThat(client.isClosedWithin(SOON)).isTrue();
            assertThatThrownBy(() -> RawClient.authenticated(KafkaTestbed.BERTS_KEY))
                    .hasMessageContaining("suspended");
        } finally {
            KafkaTestbed.desire(cluster, DesiredState.RUNNING);
        }
        await().ignoreExceptions()
                .untilAsserted(
                        () -> RawClient.authenticated(KafkaTestbed.BERTS_KEY).close());
    }

    @Test
    void clientsAreHeldUntilTheClusterRuns() throws Exception {
        TenantCluster cluster = KafkaTestbed.berts();
        KafkaTestbed.status(cluster, Phase.STARTING);
        await().until(
                        () -> directory.cluster(new ClusterId(cluster.id())).flatMap(Cluster::phase),
                        Optional.of(Phase.STARTING)::equals);
        try (var client = RawClient.authenticated(KafkaTestbed.BERTS_KEY)) {
            client.send(ApiKeys.METADATA, new MetadataRequestData());
            assertThat(client.isClosedWithin(Duration.ofMillis(700))).isFalse();
            KafkaTestbed.status(cluster, Phase.RUNNING);
            assertThat(client.read()).isNotEmpty();
        } finally {
            KafkaTestbed.status(cluster, Phase.RUNNING);
        }
    }

    @Test
    void aProducerOutlivesItsBroker() throws Exception {
        TenantCluster cluster = KafkaTestbed.berts();
        String topic = Clients.topic(KafkaTestbed.BERTS_KEY, 1);
        try (var producer = Clients.producer(KafkaTestbed.BERTS_KEY, Map.of())) {
            producer.send(new ProducerRecord<>(topic, "before")).get();
            cluster.process().kill();
            var after = producer.send(new ProducerRecord<>(topic, "after"));
            cluster.process().start();
            after.get();
        }
        assertThat(Clients.consume(KafkaTestbed.BERTS_KEY, topic, 2, Map.of())).containsExactly("before", "after");
    }

    @Test
    void sessionsAreRenewedBetweenRequests() throws Exception {
        String topic = Clients.topic(KafkaTestbed.BERTS_KEY, 1);
        try (var producer = Clients.producer(KafkaTestbed.BERTS_KEY, Map.of("linger.ms", 0))) {
            producer.send(new ProducerRecord<>(topic, "first")).get();
            double connectionsBefore = metric(producer, "connection-creation-total");
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            int sent = 1;
            while (System.nanoTime() < end) {
                var last = producer.send(new ProducerRecord<>(topic, "more"));
                sent++;
                if (sent % 20 == 0) {
                    last.get();
                }
            }
            producer.flush();

            assertThat(metric(producer, "connection-close-total")).isZero();
            assertThat(metric(producer, "connection-creation-total")).isEqualTo(connectionsBefore);
            assertThat(Clients.consume(KafkaTestbed.BERTS_KEY, topic, sent, Map.of()))
                    .hasSize(sent);
        }
    }

    private static double metric(Producer<?, ?> producer, String name) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name)
                        && metric.metricName().group().equals("producer-metrics"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }
}
