package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static dev.weir.gateway.kafka.KafkaTestbed.BERTS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.ClusterLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames of real clients, changed at random, before and after authentication; those beside them notice nothing. */
@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class MutatedFramesIT {
    private static final Logger LOG = Logger.getLogger("dev.weir.fuzz");
    private static final boolean SOAK = Boolean.getBoolean("weir.soak");
    private static final int ON_SOCKETS = SOAK ? 1_000_000 : 100_000;
    private static final int IN_PROCESS = SOAK ? 10_000_000 : 500_000;
    private static final Duration BOUND = SOAK ? Duration.ofMinutes(60) : Duration.ofMinutes(5);
    private static final int AT_ONCE = 16;
    /** So many behind one another on a connection that has authenticated. */
    private static final int IN_A_ROW = 8;

    private static final int SILENCE_MILLIS = 20;
    private static final long MEGA = 1_000_000;
    private static final long SEED = Long.getLong("weir.fuzz.seed", System.nanoTime());

    private static final AtomicInteger LATE = new AtomicInteger();
    /** Each refused frame is a line in the log. */
    private static final java.util.logging.Logger GATEWAY =
            java.util.logging.Logger.getLogger("dev.weir.gateway.kafka");

    private static List<byte[]> seeds;

    @BeforeAll
    static void realClientsWork() throws Exception {
        KafkaTestbed.limit(
                KafkaTestbed.annas(),
                new ClusterLimits(
                        250 * MEGA,
                        750 * MEGA,
                        5_000,
                        100_000,
                        1_000_000,
                        200,
                        TenantCluster.MESSAGE_BYTES,
                        1L << 33,
                        50));
        GATEWAY.setLevel(Level.WARNING);
        try (var recorder = new Recorder()) {
            RealClients.work(recorder.address());
            seeds = recorder.frames();
        }
        assertThat(seeds.stream().map(MutatedFramesIT::api))
                .contains(
                        ApiKeys.PRODUCE,
                        ApiKeys.FETCH,
                        ApiKeys.JOIN_GROUP,
                        ApiKeys.CONSUMER_GROUP_HEARTBEAT,
                        ApiKeys.CREATE_TOPICS,
                        ApiKeys.END_TXN,
                        ApiKeys.SASL_AUTHENTICATE,
                        ApiKeys.DESCRIBE_CONFIGS);
    }

    @AfterAll
    static void allIsAsBefore() {
        GATEWAY.setLevel(Level.INFO);
        KafkaTestbed.limit(KafkaTestbed.annas(), TenantCluster.limits());
    }

    private static ApiKeys api(byte[] frame) {
        return ApiKeys.forId(ByteBuffer.wrap(frame).getShort(Integer.BYTES));
    }

    @Test
    void onSocketsNobodyElseNotices() throws Exception {
        List<byte[]> early = seeds.stream()
                .filter(frame -> switch (api(frame)) {
                    case API_VERSIONS, SASL_HANDSHAKE, SASL_AUTHENTICATE -> true;
                    default -> false;
                })
                .toList();
        try (var neighbours = new Neighbours()) {
            send(2_000, early);
            long heap = heap();
            long start = System.nanoTime();
            int taken = send(ON_SOCKETS, early);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            LOG.infof("frames=%d taken=%d took=%s seed=%d", ON_SOCKETS, taken, took, SEED);
            assertThat(took).isLessThan(BOUND);
            assertThat(LATE).hasValueLessThan(ON_SOCKETS / 2 / IN_A_ROW / 20);
            neighbours.assertUndisturbed();
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
                assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                        .isLessThan(64 * MEGA);
                assertThat(heap() - heap).as("growth of the heap").isLessThan(24 * MEGA);
            });
        }
        String topic = Clients.topic(ANNAS_KEY, 1);
        Clients.produce(ANNAS_KEY, topic, "still served");
    }

    /** Half of them before authentication. Returns how many surely were looked at. */
    private static int send(int count, List<byte[]> early) throws Exception {
        var left = new AtomicInteger(count);
        var taken = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < AT_ONCE; worker++) {
                var before = new Mutation(early, SEED + 2L * worker);
                var after = new Mutation(seeds, SEED + 2L * worker + 1);
                workers.add(threads.submit(() -> {
                    while (left.get() > 0) {
                        for (int time = 0; time < IN_A_ROW; time++) {
                            left.decrementAndGet();
                            taken.addAndGet(stranger(before, time == 0));
                        }
                        left.addAndGet(-IN_A_ROW);
                        taken.addAndGet(member(after));
                    }
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
        return taken.get();
    }

    private static int stranger(Mutation mutation, boolean lies) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), KafkaTestbed.bootstrapPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(lies ? mutation.liar() : mutation.frame());
            return answers(socket, 1);
        }
    }

    private static int member(Mutation mutation) throws IOException {
        RawClient authenticated;
        try {
            authenticated = RawClient.authenticated(ANNAS_KEY);
        } catch (EOFException e) {
            // The machine is so busy that the time for it was over.
            LATE.incrementAndGet();
            return 0;
        }
        try (var client = authenticated) {
            var row = Unpooled.buffer();
            for (int time = 1; time < IN_A_ROW; time++) {
                row.writeBytes(mutation.frame());
            }
            row.writeBytes(mutation.liar());
            client.socket().setSoLinger(true, 0);
            try {
                row.readBytes(client.socket().getOutputStream(), row.readableBytes());
            } catch (SocketException e) {
                return 1;
            }
            return answers(client.socket(), IN_A_ROW);
        }
    }

    /** Until there are as many as there can be, or the other side has nothing more to say. */
    private static int answers(Socket socket, int most) throws IOException {
        var in = socket.getInputStream();
        socket.setSoTimeout(SILENCE_MILLIS);
        int answers = 0;
        try {
            while (answers < most) {
                byte[] length = in.readNBytes(Integer.BYTES);
                if (length.length < Integer.BYTES) {
                    return answers + 1;
                }
                in.skipNBytes(ByteBuffer.wrap(length).getInt());
                answers++;
            }
        } catch (SocketTimeoutException e) {
            return answers;
        } catch (IOException e) {
            return answers + 1;
        }
        return answers;
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void inProcessEveryFrameIsJudged() {
        var mutation = new Mutation(seeds, SEED);
        for (int time = 0; time < IN_PROCESS; time++) {
            ByteBuf frame = Unpooled.wrappedBuffer(mutation.frame());
            int length = frame.readableBytes();
            ReplicationFactor.lower(frame, () -> 1);
            Verdict verdict = RequestJudge.judge(frame);
            assertThat(frame.readableBytes()).isEqualTo(length);
            if (verdict instanceof Verdict.Forward || verdict instanceof Verdict.ForwardUnanswered) {
                short api = Wire.apiId(frame);
                assertThat(ApiRules.visible(api)).isTrue();
                int at = api == ApiKeys.FETCH.id
                        ? FetchSize.inFetch(frame)
                        : api == ApiKeys.SHARE_FETCH.id ? FetchSize.inShareFetch(frame) : 0;
                assertThat(at).isBetween(0, length - Integer.BYTES);
            }
        }
    }

    /** Bert at his own cluster, and another client of Anna's at hers: each with one connection all the time. */
    private static final class Neighbours implements AutoCloseable {
        private final List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger served = new AtomicInteger();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean over;

        Neighbours() throws Exception {
            String topic = Clients.topic(BERTS_KEY, 1);
            threads.add(Thread.ofVirtual().start(() -> produce(topic)));
            threads.add(Thread.ofVirtual().start(() -> ask(BERTS_KEY)));
            threads.add(Thread.ofVirtual().start(() -> ask(ANNAS_KEY)));
        }

        private void produce(String topic) {
            try (var producer = Clients.producer(BERTS_KEY, Map.of("retries", 0))) {
                while (!over) {
                    producer.send(new ProducerRecord<>(topic, "x")).get();
                    served.incrementAndGet();
                    pause();
                }
                double closed = producer.metrics().values().stream()
                        .filter(metric -> metric.metricName().name().equals("connection-close-total")
                                && metric.metricName().group().equals("producer-metrics"))
                        .mapToDouble(metric -> (double) metric.metricValue())
                        .sum();
                assertThat(closed).as("closed connections of a producer").isZero();
            } catch (Throwable e) {
                errors.add(e);
            }
        }

        private void ask(String key) {
            try (var client = RawClient.authenticated(key)) {
                while (!over) {
                    client.askMetadata();
                    served.incrementAndGet();
                    pause();
                }
            } catch (Throwable e) {
                errors.add(e);
            }
        }

        private static void pause() {
            LockSupport.parkNanos(20_000_000);
        }

        void assertUndisturbed() throws InterruptedException {
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(errors).as("seed %d", SEED).isEmpty();
            assertThat(served).hasValueGreaterThan(100);
        }

        @Override
        public void close() {
            over = true;
        }
    }
}
