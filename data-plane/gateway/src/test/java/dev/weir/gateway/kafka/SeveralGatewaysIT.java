package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.testbed.Balancer;
import dev.weir.gateway.testbed.GatewayProcess;
import dev.weir.gateway.testbed.PlatformKafka;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord.State;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.events.PlatformTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways before one cluster, whose broker is reached through either of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralGatewaysIT {
    private static final String KEY = "OTTOOTTOOTTOOTT1";
    private static final String OWNER = "u-otto";
    private static final String TOPIC = "shared";
    private static final int LIMIT = 2_000_000;
    private static final int RECORD = 100_000;
    private static final int WIDE = 250_000_000;
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final int WINDOWS = 8;

    /** Of the class, since the parts are. */
    @TempDir
    private static Path folder;

    private final int firstPort = GatewayProcess.freePorts();
    private final int secondPort = GatewayProcess.freePorts();
    private final List<RawClient> clients = new ArrayList<>();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private PlatformKafka platform;
    private TenantCluster cluster;
    private GatewayProcess first;
    private long generation;

    @BeforeAll
    void start() throws Exception {
        platform = part(new PlatformKafka(Files.createDirectory(folder.resolve("platform"))));
        var balancer = part(new Balancer(firstPort + 1, secondPort + 1));
        cluster = part(new TenantCluster(
                "lkc-otto", OWNER, List.of(), Files.createDirectory(folder.resolve("otto")), balancer.port()));
        first = part(gateway("first", firstPort));
        GatewayProcess second = part(gateway("second", secondPort));
        platform.start();
        cluster.process().start();
        limit(limits(WIDE, WIDE, 1000, 15_000));
        platform.write(PlatformTopic.CLUSTER_SECRETS, cluster.id(), cluster.secret());
        platform.write(PlatformTopic.CLUSTER_STATUS, cluster.id(), cluster.status(Phase.RUNNING));
        KafkaTestbed.key(platform, KEY, OWNER, cluster, State.ACTIVE);
        first.start();
        second.start();
        makeTopic();
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.add(part);
        return part;
    }

    @AfterEach
    void disconnect() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        clients.clear();
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable part : parts.reversed()) {
            part.close();
        }
    }

    private GatewayProcess gateway(String name, int port) throws IOException {
        Map<String, String> settings = new HashMap<>(platform.gatewaySettings());
        settings.put("weir.gateway.kafka.bootstrap-port", String.valueOf(port));
        settings.put("weir.gateway.kafka.node-ports", "2");
        return new GatewayProcess(settings, Files.createDirectory(folder.resolve(name)));
    }

    private void limit(ClusterLimits limits) {
        platform.write(
                PlatformTopic.CLUSTERS, cluster.id(), cluster.desired(++generation, DesiredState.RUNNING, limits));
    }

    private static ClusterLimits limits(long in, long out, int connections, int requests) {
        return new ClusterLimits(in, out, connections, 1000, requests, 1500, TenantCluster.MESSAGE_BYTES, 1L << 33, 50);
    }

    private void makeTopic() throws IOException {
        var topics = new CreateTopicsRequestData().setTimeoutMs(5_000);
        topics.topics()
                .add(new CreatableTopic().setName(TOPIC).setNumPartitions(1).setReplicationFactor((short) 1));
        try (var client = RawClient.authenticated(KEY, firstPort)) {
            client.ask(ApiKeys.CREATE_TOPICS, topics);
            for (int record = 0; record < 10; record++) {
                Records.produce(client, TOPIC, RECORD);
            }
        }
    }

    /** What counts of one exchange. */
    private interface Exchange {
        long with(RawClient client) throws IOException;
    }

    @Test
    void whatClientsSendIsWithinTheLimit() throws Exception {
        limit(limits(LIMIT, WIDE, 1000, 15_000));
        requireLimit(LIMIT, client -> Records.produce(client, TOPIC, RECORD));
    }

    @Test
    void whatClientsReadIsWithinTheLimit() throws Exception {
        limit(limits(WIDE, LIMIT, 1000, 15_000));
        requireLimit(LIMIT, client -> Records.fetch(client, TOPIC));
    }

    @Test
    void howOftenClientsAskIsWithinTheLimit() throws Exception {
        limit(limits(WIDE, WIDE, 1000, 200));
        requireLimit(200, client -> {
            client.askMetadata();
            return 1;
        });
    }

    /**
     * Eight clients at one gateway and four at another do what they can. A busy machine may need longer until the two
     * have heard of each other; more than the limit isn't given out in any window after the first.
     */
    private void requireLimit(int limit, Exchange exchange) throws Exception {
        var units = new AtomicLong();
        for (int client = 0; client < 12; client++) {
            clients.add(RawClient.authenticated(KEY, client % 3 == 2 ? secondPort : firstPort));
        }
        clients.forEach(client -> Thread.ofVirtual().start(() -> repeat(client, exchange, units)));
        rate(units);
        List<Double> rates = new ArrayList<>();
        while (rates.size() < WINDOWS && !settled(rates, limit)) {
            rates.add(rate(units));
        }
        assertThat(rates).allSatisfy(rate -> assertThat(rate).isLessThan(1.1 * limit));
        assertThat(settled(rates, limit)).as("per second: %s", rates).isTrue();
    }

    private static void repeat(RawClient client, Exchange exchange, AtomicLong units) {
        try {
            while (true) {
                units.addAndGet(exchange.with(client));
            }
        } catch (IOException e) {
            // The test has seen enough.
        }
    }

    /** Two windows in which what is allowed got through. */
    private static boolean settled(List<Double> rates, int limit) {
        return rates.size() >= 2
                && rates.subList(rates.size() - 2, rates.size()).stream().allMatch(rate -> rate > 0.9 * limit);
    }

    /** Units per second in a window. */
    private static double rate(AtomicLong units) {
        long before = units.get();
        long start = System.nanoTime();
        await("a while").pollDelay(WINDOW).until(() -> true);
        return (units.get() - before) * 1e9 / (System.nanoTime() - start);
    }

    @Test
    void ofManyWhoConnectAtOnceAsManyStayAsThereMayBe() throws Exception {
        int limit = 40;
        limit(limits(WIDE, WIDE, limit, 15_000));
        await("the limit").atMost(Duration.ofSeconds(10)).until(() -> openedAnew(firstPort, limit + 5) == limit);
        disconnect();
        await("room again").atMost(Duration.ofSeconds(10)).until(() -> openedAnew(secondPort, limit) == limit);
        disconnect();
        await("both know of no connection").pollDelay(Duration.ofSeconds(4)).until(() -> true);

        CompletableFuture<Integer> here = CompletableFuture.supplyAsync(() -> opened(firstPort, limit));
        int there = opened(secondPort, limit);
        assertThat(there + here.join()).isGreaterThanOrEqualTo(limit);

        await("no more than the limit").atMost(Duration.ofSeconds(5)).until(() -> open() <= limit * 1.1);
        // Old news must not end more than too many.
        await("a while").pollDelay(Duration.ofSeconds(3)).until(() -> true);
        assertThat(open()).isBetween((int) (limit * 0.9), (int) (limit * 1.1));
    }

    /** The same, without those that were let in before. */
    private int openedAnew(int port, int count) throws IOException {
        disconnect();
        return opened(port, count);
    }

    /** How many of so many connections are let in. */
    private int opened(int port, int count) {
        List<RawClient> let = IntStream.range(0, count)
                .mapToObj(_ -> {
                    try {
                        return RawClient.authenticated(KEY, port);
                    } catch (IOException e) {
                        return null;
                    }
                })
                .filter(client -> client != null)
                .toList();
        synchronized (clients) {
            clients.addAll(let);
        }
        return let.size();
    }

    private int open() {
        clients.removeIf(client -> {
            try {
                client.askMetadata();
                return false;
            } catch (IOException e) {
                return true;
            }
        });
        return clients.size();
    }

    @Test
    void whoStopsAnswersWhatWasAsked() throws Exception {
        limit(limits(WIDE, WIDE, 1000, 15_000));
        try (var asking = RawClient.authenticated(KEY, firstPort)) {
            asking.askMetadata();
            var answered = CompletableFuture.supplyAsync(() -> slowFetch(asking));
            await("the request is at the broker")
                    .pollDelay(Duration.ofMillis(300))
                    .until(() -> true);
            Duration stopped = first.stop();
            assertThat(answered.join()).isTrue();
            assertThat(asking.isClosedWithin(Duration.ofSeconds(5))).isTrue();
            assertThat(stopped).isLessThan(Duration.ofSeconds(10));
        } finally {
            first.start();
        }
    }

    /** Whether the answer came, which takes a second. */
    private static boolean slowFetch(RawClient client) {
        try {
            client.send(ApiKeys.FETCH, (short) 12, Records.fetch(TOPIC, 1_500, 900_000_000));
            return client.read().length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** How many records were acknowledged until it is over; an exception when one wasn't. */
    private static long sent(Producer<String, String> producer, Future<Void> over) {
        long sent = 0;
        try {
            while (!over.isDone()) {
                List<Future<RecordMetadata>> some = new ArrayList<>();
                for (int record = 0; record < 20; record++) {
                    some.add(producer.send(new ProducerRecord<>(TOPIC, "next")));
                }
                for (Future<RecordMetadata> record : some) {
                    record.get();
                    sent++;
                }
            }
            return sent;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void producersGoOnAtTheOtherGateway() throws Exception {
        limit(limits(WIDE, WIDE, 1000, 15_000));
        Map<String, Object> both =
                Map.of("bootstrap.servers", "127.0.0.1:" + firstPort + ",127.0.0.1:" + secondPort, "linger.ms", 0);
        var over = new CompletableFuture<Void>();
        try (var producer = Clients.producer(KEY, both)) {
            producer.send(new ProducerRecord<>(TOPIC, "first")).get();
            var sending = CompletableFuture.supplyAsync(() -> sent(producer, over));
            assertThat(first.stop()).isLessThan(Duration.ofSeconds(10));
            producer.send(new ProducerRecord<>(TOPIC, "after")).get();
            over.complete(null);
            assertThat(sending.get(1, TimeUnit.MINUTES)).isGreaterThan(50);
        } finally {
            over.complete(null);
            first.start();
        }
    }
}
