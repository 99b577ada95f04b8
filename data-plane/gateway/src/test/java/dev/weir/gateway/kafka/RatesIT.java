package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static dev.weir.gateway.kafka.KafkaTestbed.BERTS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rates hold whatever a cluster's clients do. */
@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class RatesIT {
    private static final int MANY = 250_000_000;
    private static final int LIMIT = 4_000_000;
    private static final int RECORD = 50_000;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    @Inject
    Admissions admissions;

    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void widen() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        limit(TenantCluster.limits());
    }

    private void limit(ClusterLimits limits) {
        KafkaTestbed.limit(KafkaTestbed.annas(), limits);
        await("the limits")
                .atMost(Duration.ofSeconds(5))
                .until(() -> admissions
                        .of(new ClusterId(KafkaTestbed.annas().id()))
                        .filter(admission -> admission.limits().equals(limits))
                        .isPresent());
    }

    private static ClusterLimits limits(long in, long out, int attempts, int requests) {
        return new ClusterLimits(in, out, 300, attempts, requests, 1500, TenantCluster.MESSAGE_BYTES, 1L << 33, 50);
    }

    private RawClient client() throws IOException {
        var client = RawClient.authenticated(ANNAS_KEY);
        clients.add(client);
        return client;
    }

    /** One exchange; the bytes that count. */
    private interface Exchange {
        long with(RawClient client) throws IOException;
    }

    private static void repeat(RawClient client, Exchange exchange, AtomicLong bytes) {
        try {
            while (true) {
                bytes.addAndGet(exchange.with(client));
            }
        } catch (IOException e) {
            // The test has seen enough.
        }
    }

    private static void reconnect(CompletableFuture<Void> end, Exchange exchange, AtomicLong bytes) {
        while (!end.isDone()) {
            try (var client = RawClient.authenticated(ANNAS_KEY)) {
                bytes.addAndGet(exchange.with(client));
            } catch (IOException e) {
                // Next time.
            }
        }
    }

    /** Some clients that send on and on, and ten that connect anew for each request: what they get in a while. */
    private void requireLimit(int steady, Exchange exchange) throws Exception {
        var all = new AtomicLong();
        var reconnecting = new AtomicLong();
        var end = new CompletableFuture<Void>();
        for (int client = 0; client < steady; client++) {
            client();
        }
        try (var other = RawClient.authenticated(BERTS_KEY)) {
            clients.forEach(client -> Thread.ofVirtual().start(() -> repeat(client, exchange, all)));
            for (int client = 0; client < 10; client++) {
                Thread.ofVirtual().start(() -> reconnect(end, exchange, reconnecting));
            }
            // What a second of silence has left is used up.
            await("a while").pollDelay(Duration.ofSeconds(2)).until(() -> true);
            long before = all.get() + reconnecting.get();
            long mine = reconnecting.get();
            long start = System.nanoTime();
            await("a while").pollDelay(WINDOW).atMost(WINDOW.multipliedBy(2)).until(() -> true);
            double seconds = (System.nanoTime() - start) / 1e9;
            double sum = (all.get() + reconnecting.get() - before) / seconds;
            double ofReconnecting = (reconnecting.get() - mine) / seconds;
            long asked = System.nanoTime();
            other.askMetadata();
            double othersSeconds = (System.nanoTime() - asked) / 1e9;
            assertThat(sum).isBetween(0.85 * LIMIT, 1.15 * LIMIT);
            assertThat(ofReconnecting).isLessThan(2.0 * LIMIT * 10 / (steady + 10));
            assertThat(othersSeconds).isLessThan(1);
        } finally {
            end.complete(null);
        }
    }

    @Test
    void whatManySendAndWhoConnectsAnewForEachRequestIsWithinTheLimit() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 1);
        limit(limits(LIMIT, MANY, 1000, 15_000));
        requireLimit(200, client -> Records.produce(client, topic, RECORD));
    }

    @Test
    void whatManyReadAndWhoConnectsAnewForEachRequestIsWithinTheLimit() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 1);
        try (var client = RawClient.authenticated(ANNAS_KEY)) {
            for (int record = 0; record < 20; record++) {
                Records.produce(client, topic, RECORD);
            }
        }
        limit(limits(MANY, LIMIT, 1000, 15_000));
        requireLimit(50, client -> Records.fetch(client, topic));
    }

    @Test
    void whoAsksTooOftenIsToldHowLongToBeSilent() throws Exception {
        limit(limits(MANY, MANY, 1000, 5));
        for (int client = 0; client < 20; client++) {
            client();
        }
        long start = System.nanoTime();
        List<Integer> told = atOnce(client ->
                client.ask(ApiKeys.METADATA, new MetadataRequestData()).throttleTimeMs());
        assertThat((System.nanoTime() - start) / 1e9).isBetween(2.5, 10.0);
        // All of what is owed when the first answers come: more than two seconds.
        assertThat(told.stream().max(Integer::compare).orElseThrow()).isBetween(1_500, 4_000);
    }

    @Test
    void whoConnectsTooOftenWaits() throws Exception {
        limit(limits(MANY, MANY, 5, 15_000));
        long start = System.nanoTime();
        for (int client = 0; client < 20; client++) {
            client();
        }
        List<Boolean> answered = atOnce(client -> {
            client.askMetadata();
            return true;
        });
        assertThat(answered).hasSize(20);
        assertThat((System.nanoTime() - start) / 1e9).isBetween(2.5, 10.0);
    }

    private interface Question<T> {
        T to(RawClient client) throws IOException;
    }

    private <T> List<T> atOnce(Question<T> question) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = clients.stream()
                    .map(client -> threads.submit(() -> question.to(client)))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (var answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
