package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways before one cluster. */
class SeveralGatewaysIT {
    private static final String KEY = "OTTOOTTOOTTOOTT1";
    private static final String OWNER = "u-otto";
    private static final int LIMIT = 2_000_000;
    private static final int RECORD = 100_000;
    private static final short PRODUCE_VERSION = 12;
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final int WINDOWS = 8;

    @TempDir
    private Path folder;

    @Test
    void limitsHoldForTheSumAndWhoStopsAnswersWhatWasAsked() throws Exception {
        int firstPort = GatewayProcess.freePorts();
        int secondPort = GatewayProcess.freePorts();
        try (var platform = new PlatformKafka(Files.createDirectory(folder.resolve("platform")));
                var cluster = new TenantCluster(
                        "lkc-otto", OWNER, List.of(), Files.createDirectory(folder.resolve("otto")), firstPort + 1);
                var first = gateway(platform, "first", firstPort);
                var second = gateway(platform, "second", secondPort)) {
            platform.start();
            cluster.process().start();
            platform.write(PlatformTopic.CLUSTERS, cluster.id(), cluster.desired(1, DesiredState.RUNNING, limits()));
            platform.write(PlatformTopic.CLUSTER_SECRETS, cluster.id(), cluster.secret());
            platform.write(PlatformTopic.CLUSTER_STATUS, cluster.id(), cluster.status(Phase.RUNNING));
            KafkaTestbed.key(platform, KEY, OWNER, cluster, State.ACTIVE);
            first.start();
            second.start();
            topic(firstPort);

            requireLimit(firstPort, secondPort);

            try (var asking = RawClient.authenticated(KEY, firstPort)) {
                asking.askMetadata();
                var answered = CompletableFuture.supplyAsync(() -> slowFetch(asking));
                await("the request is at the broker")
                        .pollDelay(Duration.ofMillis(300))
                        .until(() -> true);
                var stopped = CompletableFuture.supplyAsync(() -> stop(first));
                assertThat(answered.join()).isTrue();
                assertThat(asking.isClosedWithin(Duration.ofSeconds(5))).isTrue();
                assertThat(stopped.join()).isLessThan(Duration.ofSeconds(10));
            }
            try (var elsewhere = RawClient.authenticated(KEY, secondPort)) {
                elsewhere.askMetadata();
            }
        }
    }

    private GatewayProcess gateway(PlatformKafka platform, String name, int port) throws IOException {
        Map<String, String> settings = new HashMap<>(platform.gatewaySettings());
        settings.put("weir.gateway.kafka.bootstrap-port", String.valueOf(port));
        settings.put("weir.gateway.kafka.node-ports", "2");
        return new GatewayProcess(settings, Files.createDirectory(folder.resolve(name)));
    }

    private static ClusterLimits limits() {
        return new ClusterLimits(LIMIT, 100L * LIMIT, 100, 80, 15_000, 1500, TenantCluster.MESSAGE_BYTES, 1L << 33, 50);
    }

    private static void topic(int port) throws IOException {
        var topics = new CreateTopicsRequestData().setTimeoutMs(5_000);
        topics.topics()
                .add(new CreatableTopic().setName("shared").setNumPartitions(1).setReplicationFactor((short) 1));
        try (var client = RawClient.authenticated(KEY, port)) {
            client.ask(ApiKeys.CREATE_TOPICS, topics);
        }
    }

    /**
     * Eight clients at one gateway and four at another send what they can. A busy machine may need longer until the two
     * have heard of each other; more than the limit isn't given out in any window after the first.
     */
    private static void requireLimit(int... ports) throws Exception {
        var bytes = new AtomicLong();
        List<RawClient> clients = new ArrayList<>();
        for (int client = 0; client < 12; client++) {
            clients.add(RawClient.authenticated(KEY, ports[client % 3 / 2]));
        }
        try {
            clients.forEach(client -> Thread.ofVirtual().start(() -> produce(client, bytes)));
            rate(bytes);
            List<Double> rates = new ArrayList<>();
            while (rates.size() < WINDOWS && !settled(rates)) {
                rates.add(rate(bytes));
            }
            assertThat(rates).allSatisfy(rate -> assertThat(rate).isLessThan(1.1 * LIMIT));
            assertThat(settled(rates)).as("bytes per second: %s", rates).isTrue();
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    /** Two windows in which what is allowed got through. */
    private static boolean settled(List<Double> rates) {
        return rates.size() >= 2
                && rates.subList(rates.size() - 2, rates.size()).stream().allMatch(rate -> rate > 0.9 * LIMIT);
    }

    /** Bytes per second in a window. */
    private static double rate(AtomicLong bytes) {
        long before = bytes.get();
        long start = System.nanoTime();
        await("a while").pollDelay(WINDOW).until(() -> true);
        return (bytes.get() - before) * 1e9 / (System.nanoTime() - start);
    }

    private static void produce(RawClient client, AtomicLong bytes) {
        var records = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(new byte[RECORD]));
        var partition = new PartitionProduceData().setIndex(0).setRecords(records);
        var request = new ProduceRequestData().setAcks((short) 1).setTimeoutMs(5_000);
        request.topicData().add(new TopicProduceData().setName("shared").setPartitionData(List.of(partition)));
        try {
            while (true) {
                client.send(ApiKeys.PRODUCE, PRODUCE_VERSION, request);
                client.read();
                bytes.addAndGet(RECORD);
            }
        } catch (IOException e) {
            // The test has seen enough.
        }
    }

    /** Whether the answer came, which takes a second. */
    private static boolean slowFetch(RawClient client) {
        var fetch = new FetchRequestData()
                .setMaxWaitMs(1_500)
                .setMinBytes(1_000_000)
                .setMaxBytes(1_000_000);
        fetch.topics()
                .add(new FetchTopic()
                        .setTopic("shared")
                        .setPartitions(List.of(new FetchPartition()
                                .setPartition(0)
                                .setFetchOffset(0)
                                .setPartitionMaxBytes(1_000))));
        try {
            client.send(ApiKeys.FETCH, (short) 12, fetch);
            return client.read().length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Duration stop(GatewayProcess gateway) {
        try {
            return gateway.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
