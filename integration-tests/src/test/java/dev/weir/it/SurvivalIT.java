package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SIGKILL to every part while records flow. Acknowledgements are counted before and after each. */
class SurvivalIT {
    /** Who dies again and again is started again after half a minute only, and then has to start. */
    private static final Duration BACK = Duration.ofSeconds(90);

    private static final int SOME = 500;
    private static final String TOPIC = "ordered";
    private static final int PARTITIONS = 3;
    private static final int REPLICAS = 3;
    private static final int RECORDS_PER_SECOND = 600;
    private static final Duration KILLING = Duration.ofMinutes(Boolean.getBoolean("weir.soak") ? 10 : 1);
    private static final int ROUNDS = Boolean.getBoolean("weir.soak") ? 10 : 1;

    private static LocalWeir weir;

    @BeforeAll
    static void start() {
        weir = LocalWeir.start("survival");
    }

    @AfterAll
    static void stop() {
        weir.close();
    }

    /**
     * A minute, or ten in the long form: a cluster of one broker and one of three at the same time. At most one process is
     * down at any moment, often before it is warm; of the three brokers none is killed before the others are in sync.
     */
    @Test
    void recordsAreKeptOnceAndInOrderWhileGatewayAndBrokersAreKilledAtRandom() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        try (var one = new Flow(Tenant.signUp(weir), 1);
                var three = new Flow(Tenant.withoutCluster(weir).withThreeBrokers("three"), REPLICAS)) {
            List<Flow> all = List.of(one, three);
            long end = System.nanoTime() + KILLING.toNanos();
            while (System.nanoTime() < end) {
                all.forEach(flow -> flows(flow.producer, "before a kill, seed " + seed));
                String victim = victim(random, one, three);
                weir.kill(victim);
                await(victim + " is started again").atMost(BACK).until(() -> weir.healthy(victim));
                all.forEach(flow -> flow.goesOn("after killing " + victim + ", seed " + seed));
                Records.awaitInSync(three.tenant, TOPIC, REPLICAS, BACK);
            }
            all.forEach(flow -> flow.isWhole(seed));
        }
    }

    private static String victim(Random random, Flow one, Flow three) {
        return switch (random.nextInt(3)) {
            case 0 -> "gateway";
            case 1 -> "cluster:" + one.tenant.cluster() + ":0";
            default -> "cluster:" + three.tenant.cluster() + ":" + random.nextInt(REPLICAS);
        };
    }

    /** Records that are written to a topic of several partitions, and read at the same time. */
    private static final class Flow implements AutoCloseable {
        private final Tenant tenant;
        private final SteadyProducer producer;
        private final SteadyReader reader;

        Flow(Tenant tenant, int replicas) {
            this.tenant = tenant;
            Records.createTopic(tenant, TOPIC, PARTITIONS, replicas);
            this.producer = new SteadyProducer(tenant, TOPIC, PARTITIONS, RECORDS_PER_SECOND);
            this.reader = new SteadyReader(tenant, TOPIC, PARTITIONS);
        }

        void goesOn(String when) {
            long read = reader.count();
            flows(producer, when);
            await("records are read " + when).atMost(BACK).until(() -> reader.count() >= read + SOME);
        }

        void isWhole(long seed) {
            producer.finish();
            assertThat(producer.failures()).isEmpty();
            await("all that was sent is read").atMost(BACK).until(() -> reader.count() >= producer.sent());
            assertThat(reader.outOfOrder())
                    .as("lost, repeated or out of order, seed %d", seed)
                    .isEmpty();
            assertThat(reader.count()).isEqualTo(producer.sent());
        }

        @Override
        public void close() {
            reader.close();
            producer.close();
        }
    }

    @Test
    void noAcknowledgedRecordIsLostWhicheverPartIsKilled() {
        Tenant tenant = Tenant.signUp(weir);
        Records.createTopic(tenant, "steady", 1);
        String broker = "cluster:" + tenant.cluster() + ":0";
        try (var producer = new SteadyProducer(tenant, "steady")) {
            for (int round = 0; round < ROUNDS; round++) {
                for (String part : List.of("control-plane", "postgres", "platform-kafka")) {
                    flows(producer, "before killing " + part);
                    weir.kill(part);
                    await(part + " is started again").atMost(BACK).until(() -> weir.healthy(part));
                    flows(producer, "after killing " + part);
                }
            }
            double closed = producer.closedConnections();
            long brokerPid = weir.pid(broker);
            long gatewayPid = weir.pid("gateway");
            weir.kill("agent");
            flows(producer, "without an agent");
            weir.up();
            flows(producer, "after adoption");
            assertThat(weir.pid(broker)).isEqualTo(brokerPid);
            assertThat(weir.pid("gateway")).isEqualTo(gatewayPid);
            assertThat(producer.closedConnections()).isEqualTo(closed);
            producer.finish();
            assertThat(producer.failures()).isEmpty();
            readBack(tenant, producer);
        }
    }

    @Test
    void tenantsGoOnWithTheControlPlaneAndPostgresDead() {
        Tenant tenant = Tenant.signUp(weir);
        Records.createTopic(tenant, "steady", 1);
        try (var producer = new SteadyProducer(tenant, "steady")) {
            weir.weir("stop", "control-plane").ok();
            weir.weir("stop", "postgres").ok();
            assertThat(weir.healthy("control-plane")).isFalse();
            assertThat(weir.healthy("postgres")).isFalse();
            flows(producer, "without control plane and Postgres");
            Records.createTopic(tenant, "made-meanwhile", 1);
            assertThat(tenant.rest("GET", "/topics/made-meanwhile", null).status())
                    .isEqualTo(200);
            weir.kill("gateway");
            await("the gateway is started again").atMost(BACK).until(() -> weir.healthy("gateway"));
            flows(producer, "with a new gateway");
            Records.send(tenant, "made-meanwhile", List.of("hello"));
            assertThat(Records.readAll(tenant, "made-meanwhile")).containsExactly("hello");
            producer.finish();
            assertThat(producer.failures()).isEmpty();
            readBack(tenant, producer);
        } finally {
            weir.weir("start", "postgres");
            weir.weir("start", "control-plane");
        }
        await("the control plane is back").atMost(BACK).until(() -> weir.healthy("control-plane"));
        assertThat(tenant.phase(tenant.cluster())).isEqualTo("PROVISIONED");
    }

    @Test
    void downLeavesNoProcessAndUpFindsEverythingAgain() {
        Tenant tenant = Tenant.signUp(weir);
        String topic = "kept-" + UUID.randomUUID().toString().substring(0, 8);
        Records.createTopic(tenant, topic, 1);
        Records.send(tenant, topic, List.of("kept"));
        assertThat(Processes.mentioning(weir.home())).isNotEmpty();
        weir.weir("down").ok();
        assertThat(Processes.mentioning(weir.home())).isEmpty();
        weir.up();
        assertThat(Records.readAll(tenant, topic)).containsExactly("kept");
        assertThat(tenant.phase(tenant.cluster())).isEqualTo("PROVISIONED");
        Records.send(tenant, topic, List.of("and more"));
        try (Admin admin = Admin.create(tenant.client())) {
            Set<String> topics = admin.listTopics().names().get();
            assertThat(topics).contains(topic);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void flows(SteadyProducer producer, String when) {
        long before = producer.acknowledgements();
        await("records are acknowledged " + when)
                .atMost(BACK)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> producer.acknowledgements() >= before + SOME);
    }

    private static void readBack(Tenant tenant, SteadyProducer producer) {
        BitSet lost = producer.acknowledged();
        List<String> read = Records.readAll(tenant, "steady");
        read.forEach(value -> lost.clear(Integer.parseInt(value)));
        assertThat(lost.isEmpty()).as("acknowledged but not read: %s", lost).isTrue();
        assertThat(read).doesNotHaveDuplicates();
        assertThat(producer.acknowledgements()).isGreaterThan(SOME);
    }
}
