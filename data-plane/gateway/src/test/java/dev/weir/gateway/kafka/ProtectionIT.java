package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static dev.weir.gateway.kafka.KafkaTestbed.BERTS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

/** One tenant does its worst; the gateway holds little, and another tenant notices nothing. */
@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class ProtectionIT {
    private static final int MEGA = 1_000_000;
    /** So small that nothing is reserved for it. */
    private static final int SMALL = 64 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Budget of a cluster, half of the total, and what an allocator keeps for later. */
    private static final long BOUND = 96L * MEGA;

    private final List<RawClient> clients = new ArrayList<>();

    @Test
    void aBrokerThatHangsStallsNobodyElse() throws Exception {
        String annas = Clients.topic(ANNAS_KEY, 1);
        String berts = Clients.topic(BERTS_KEY, 1);
        connect(60);
        KafkaTestbed.annas().process().pause();
        try {
            flood(ApiKeys.PRODUCE, (short) 12, produce(annas), 4);
            bertIsServed(berts);
            assertThat(held()).isLessThan(BOUND);
        } finally {
            KafkaTestbed.annas().process().unpause();
            disconnect();
        }
        await("the cluster again")
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> Clients.produce(ANNAS_KEY, annas, "again"));
    }

    /** Clients ask for the cluster's brokers again when one closes, not when it is silent. */
    @Test
    void whoMeansABrokerThatHangsIsSentAwayAndWhoMeansAnyGetsAnother() throws Exception {
        Duration soon = Duration.ofSeconds(9);
        try (var hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KafkaTestbed.status(KafkaTestbed.annas(), new NodeAddress(1, "127.0.0.1", hanging.getLocalPort(), 1));
            await("the second broker").atMost(PATIENCE).ignoreExceptions().until(() -> {
                try (RawClient probe = RawClient.authenticated(ANNAS_KEY, KafkaTestbed.bootstrapPort() + 2)) {
                    probe.send(ApiKeys.METADATA, new MetadataRequestData());
                    return !probe.isClosedWithin(Duration.ofMillis(500));
                }
            });
            try (RawClient meansIt = RawClient.authenticated(ANNAS_KEY, KafkaTestbed.bootstrapPort() + 2);
                    RawClient meansTheOther = RawClient.authenticated(ANNAS_KEY, KafkaTestbed.bootstrapPort() + 1)) {
                meansIt.send(ApiKeys.METADATA, new MetadataRequestData());
                meansTheOther.askMetadata();
                connect(8);
                for (RawClient meansAny : clients) {
                    meansAny.send(ApiKeys.METADATA, new MetadataRequestData());
                }
                assertThat(meansIt.isClosedWithin(soon)).isTrue();
                for (RawClient meansAny : clients) {
                    assertThat(meansAny.read()).isNotEmpty();
                }
            }
        } finally {
            disconnect();
            KafkaTestbed.status(KafkaTestbed.annas(), ClusterStatus.Phase.RUNNING);
        }
    }

    @Test
    void whoReadsNoAnswersHoldsLittle() throws Exception {
        String annas = Clients.topic(ANNAS_KEY, 1);
        String berts = Clients.topic(BERTS_KEY, 1);
        Clients.produce(ANNAS_KEY, annas, "x".repeat(MEGA), "x".repeat(MEGA), "x".repeat(MEGA));
        try {
            connect(60);
            flood(ApiKeys.FETCH, (short) 12, fetch(annas), 20);
            bertIsServed(berts);
            assertThat(held()).isLessThan(BOUND);
        } finally {
            disconnect();
        }
        assertThat(Clients.consume(ANNAS_KEY, annas, 3, Map.of())).hasSize(3);
    }

    @Test
    void floodsOfSmallRequestsAreTakenAsTheyAreAnswered() throws Exception {
        String berts = Clients.topic(BERTS_KEY, 1);
        try {
            connect(20);
            flood(ApiKeys.METADATA, ApiKeys.METADATA.latestVersion(), new MetadataRequestData(), 20_000);
            bertIsServed(berts);
            assertThat(held()).isLessThan(BOUND);
        } finally {
            disconnect();
        }
    }

    @Test
    void idleConnectionsCostLittle() throws Exception {
        int many = Boolean.getBoolean("weir.soak") ? 10_000 : 500;
        KafkaTestbed.limit(
                KafkaTestbed.annas(),
                new ClusterLimits(
                        MEGA, MEGA, 2 * many, 2 * many, 15_000, 1500, TenantCluster.MESSAGE_BYTES, 1L << 33, 50));
        String berts = Clients.topic(BERTS_KEY, 1);
        long before = held();
        try {
            await("the limit").atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> connect(many - clients.size()));
            bertIsServed(berts);
            assertThat(held() - before).isLessThan(64L * MEGA);
        } finally {
            disconnect();
            KafkaTestbed.limit(KafkaTestbed.annas(), TenantCluster.limits());
        }
    }

    @Test
    void beginningsOfSmallFramesAreCountedAsWell() throws Exception {
        int many = 500;
        // Else they would wait for their turn before they are read.
        KafkaTestbed.limit(
                KafkaTestbed.annas(),
                new ClusterLimits(
                        250 * MEGA,
                        250 * MEGA,
                        2 * many,
                        2 * many,
                        15_000,
                        1500,
                        TenantCluster.MESSAGE_BYTES,
                        1L << 33,
                        50));
        String berts = Clients.topic(BERTS_KEY, 1);
        try {
            await("the limit").atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> connect(many - clients.size()));
            long before = held();
            clients.forEach(ProtectionIT::begin);
            // An organization may hold a quarter of the testbed's 64 MB in such; all of these would be 32 MB and more.
            await("those that are too many")
                    .atMost(PATIENCE.minusSeconds(2))
                    .untilAsserted(() -> assertThat(closed()).isGreaterThanOrEqualTo(many / 4L));
            assertThat(held() - before).isLessThan(24L * MEGA);
            bertIsServed(berts);
        } finally {
            disconnect();
            KafkaTestbed.limit(KafkaTestbed.annas(), TenantCluster.limits());
        }
    }

    /** All of a frame but its last byte. */
    private static void begin(RawClient client) {
        try {
            client.sendLength(SMALL);
            client.send(new byte[SMALL - 1]);
        } catch (IOException e) {
            // The gateway has had enough of it.
        }
    }

    private long closed() throws IOException {
        long count = 0;
        for (RawClient client : clients) {
            if (client.isClosedWithin(Duration.ofMillis(2))) {
                count++;
            }
        }
        return count;
    }

    private static long held() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    private static void bertIsServed(String topic) throws Exception {
        for (int time = 0; time < 5; time++) {
            long start = System.nanoTime();
            Clients.produce(BERTS_KEY, topic, "served");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        }
    }

    private void connect(int count) throws IOException {
        for (int connection = 0; connection < count; connection++) {
            clients.add(RawClient.authenticated(ANNAS_KEY));
        }
    }

    private void disconnect() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    /** Each client sends as long as the gateway takes it. */
    private void flood(ApiKeys api, short version, ApiMessage request, int times) {
        for (RawClient client : clients) {
            Thread.ofVirtual().start(() -> {
                try {
                    for (int time = 0; time < times; time++) {
                        client.send(api, version, request);
                    }
                } catch (IOException e) {
                    // The gateway has had enough of it, or the test.
                }
            });
        }
    }

    private static ProduceRequestData produce(String topic) {
        var records = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(new byte[MEGA]));
        var request = new ProduceRequestData().setAcks((short) 1).setTimeoutMs(5_000);
        request.topicData()
                .add(new TopicProduceData()
                        .setName(topic)
                        .setPartitionData(
                                List.of(new PartitionProduceData().setIndex(0).setRecords(records))));
        return request;
    }

    private static FetchRequestData fetch(String topic) {
        var request = new FetchRequestData().setMaxWaitMs(500).setMinBytes(1).setMaxBytes(10 * MEGA);
        request.topics()
                .add(new FetchTopic()
                        .setTopic(topic)
                        .setPartitions(List.of(new FetchPartition()
                                .setPartition(0)
                                .setFetchOffset(0)
                                .setPartitionMaxBytes(10 * MEGA))));
        return request;
    }
}
