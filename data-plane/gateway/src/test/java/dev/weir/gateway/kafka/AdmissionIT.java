package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static dev.weir.gateway.kafka.KafkaTestbed.BERTS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.ClusterLimits;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Subtopology;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.TopicInfo;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Topology;
import org.apache.kafka.common.message.StreamsGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.StreamsGroupHeartbeatResponse;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class AdmissionIT {
    private static final int MEGA = 1_000_000;
    private static final ClusterLimits WIDE = TenantCluster.limits();
    private static final String LARGE = "x".repeat(500_000);

    @AfterEach
    void widen() {
        KafkaTestbed.limit(KafkaTestbed.annas(), WIDE);
    }

    private static ClusterLimits limits(long in, long out, int connections, int partitions, long storage) {
        return new ClusterLimits(
                in, out, connections, 80, 15_000, partitions, TenantCluster.MESSAGE_BYTES, storage, 50);
    }

    private static double metric(Map<?, ? extends Metric> metrics, String name) {
        return metrics.values().stream()
                .filter(metric -> metric.metricName().name().equals(name))
                .mapToDouble(metric -> (Double) metric.metricValue())
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
    }

    @Test
    void whoSendsTooMuchIsSlowedAndToldSoAndNobodyElse() throws Exception {
        String annas = Clients.topic(ANNAS_KEY, 1);
        String berts = Clients.topic(BERTS_KEY, 1);
        KafkaTestbed.limit(KafkaTestbed.annas(), limits(2 * MEGA, MEGA * 100L, 100, 1500, 1L << 33));
        Map<String, Object> plain = Map.of("batch.size", 600_000, "linger.ms", 0);
        try (Producer<String, String> slowed = Clients.producer(ANNAS_KEY, plain);
                Producer<String, String> free = Clients.producer(BERTS_KEY, plain)) {
            // A second's worth is free, and a debt is left at the end.
            double annasSeconds = seconds(slowed, annas, 16);
            double bertsSeconds = seconds(free, berts, 16);
            assertThat(annasSeconds).isGreaterThan(2.4);
            assertThat(metric(slowed.metrics(), "produce-throttle-time-max")).isGreaterThan(50);
            assertThat(bertsSeconds).isLessThan(annasSeconds);
            assertThat(metric(free.metrics(), "produce-throttle-time-max")).isZero();
        }
    }

    private static double seconds(Producer<String, String> producer, String topic, int records) throws Exception {
        producer.partitionsFor(topic);
        long start = System.nanoTime();
        for (int sent = 0; sent < records; sent++) {
            producer.send(new ProducerRecord<>(topic, LARGE)).get();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    @Test
    void whoReadsTooMuchIsSlowedAndToldSo() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 1);
        try (Producer<String, String> producer = Clients.producer(ANNAS_KEY, Map.of())) {
            seconds(producer, topic, 12);
        }
        double free = readSeconds(topic, 12, 0);
        KafkaTestbed.limit(KafkaTestbed.annas(), limits(MEGA * 100L, MEGA, 100, 1500, 1L << 33));
        assertThat(readSeconds(topic, 12, 50)).isGreaterThan(3.0).isGreaterThan(free);
    }

    /** Fails when the client was told to be silent for less than that. */
    private static double readSeconds(String topic, int records, int throttledMillis) {
        try (KafkaConsumer<String, String> consumer = Clients.consumer(ANNAS_KEY, "none", Map.of())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            long start = System.nanoTime();
            int read = 0;
            while (read < records && System.nanoTime() - start < 30e9) {
                read += consumer.poll(Duration.ofMillis(200)).count();
            }
            assertThat(read).isEqualTo(records);
            assertThat(metric(consumer.metrics(), "fetch-throttle-time-max")).isGreaterThanOrEqualTo(throttledMillis);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    @Test
    void whoHasStoredAllHeMaySendsNoMoreUntilTheLimitIsRaised() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 1);
        Clients.produce(ANNAS_KEY, topic, "fits");
        KafkaTestbed.limit(KafkaTestbed.annas(), limits(MEGA * 100L, MEGA * 100L, 100, 1500, 1));
        await("a refusal")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThatThrownBy(() -> Clients.produce(ANNAS_KEY, topic, "too much"))
                        .hasCauseInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining("the cluster's limit storageBytes is 1, in use are "));
        assertThat(Clients.consume(ANNAS_KEY, topic, 1, Map.of())).containsExactly("fits");

        KafkaTestbed.limit(KafkaTestbed.annas(), WIDE);

        await("room")
                .atMost(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> Clients.produce(ANNAS_KEY, topic, "fits again"));
    }

    @Test
    void partitionsEndAtTheirLimit() throws Exception {
        try (Admin admin = Clients.admin(ANNAS_KEY)) {
            String topic = Clients.topic(ANNAS_KEY, 2);
            int now = admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                    .mapToInt(description -> description.partitions().size())
                    .sum();
            KafkaTestbed.limit(KafkaTestbed.annas(), limits(MEGA * 100L, MEGA * 100L, 100, now + 3, 1L << 33));
            String refusal = "the cluster's limit partitions is " + (now + 3) + ", in use are " + now;
            await("the limit")
                    .atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> admin.createTopics(List.of(new NewTopic("too-many", 4, (short) 1)))
                                            .all()
                                            .get())
                            .hasCauseInstanceOf(PolicyViolationException.class)
                            .hasMessageContaining(refusal + ", asked for 4 more"));
            assertThatThrownBy(() -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(6)))
                            .all()
                            .get())
                    .hasCauseInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining(refusal);

            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            admin.createTopics(List.of(new NewTopic("just-fits-" + now, 2, (short) 1)))
                    .all()
                    .get();
            assertThatThrownBy(() -> Clients.topic(ANNAS_KEY, 1)).hasCauseInstanceOf(PolicyViolationException.class);
        }
    }

    @Test
    void topicsThatDoNotSayHowManyPartitionsTheyWantCountAsTheBrokersMakeThem() throws Exception {
        try (Admin admin = Clients.admin(ANNAS_KEY)) {
            limitPartitions(admin, 5);
            var unsaid = new NewTopic("unsaid-" + UUID.randomUUID(), Optional.empty(), Optional.empty());
            assertThatThrownBy(() -> admin.createTopics(List.of(unsaid)).all().get())
                    .hasCauseInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("asked for 6 more");
        }
    }

    /** Returns how many there are. */
    private static int limitPartitions(Admin admin, int more) throws Exception {
        int now = admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
        KafkaTestbed.limit(KafkaTestbed.annas(), limits(MEGA * 100L, MEGA * 100L, 100, now + more, 1L << 33));
        await("the limit")
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThatThrownBy(
                                () -> admin.createTopics(List.of(new NewTopic("too-many", more + 1, (short) 1)))
                                        .all()
                                        .get())
                        .hasCauseInstanceOf(PolicyViolationException.class));
        return now;
    }

    @Test
    void whatHeartbeatsOfStreamsMakeOnceTheirSourcesAreThereCounts() throws Exception {
        String app = "app-" + UUID.randomUUID();
        String source = app + "-source";
        List<String> own = List.of(app + "-store-repartition", app + "-store-changelog");
        var topology = new Topology()
                .setSubtopologies(List.of(
                        new Subtopology()
                                .setSubtopologyId("0")
                                .setSourceTopics(List.of(source))
                                .setRepartitionSinkTopics(List.of(own.get(0))),
                        new Subtopology()
                                .setSubtopologyId("1")
                                .setRepartitionSourceTopics(List.of(new TopicInfo().setName(own.get(0))))
                                .setStateChangelogTopics(List.of(new TopicInfo().setName(own.get(1))))));
        try (Admin admin = Clients.admin(ANNAS_KEY);
                var member = RawClient.authenticated(ANNAS_KEY)) {
            limitPartitions(admin, 8);
            var joined = heartbeat(member, app, 0, topology);
            assertThat(Errors.forCode(joined.errorCode())).isEqualTo(Errors.NONE);
            Clients.topic(ANNAS_KEY, source, 4);

            var refused = heartbeat(member, app, joined.memberEpoch(), null);

            assertThat(Errors.forCode(refused.errorCode())).isEqualTo(Errors.POLICY_VIOLATION);
            assertThat(refused.errorMessage()).contains("the cluster's limit partitions is", "asked for 8 more");
            assertThat(admin.listTopics().names().get()).doesNotContainAnyElementsOf(own);

            KafkaTestbed.limit(KafkaTestbed.annas(), WIDE);
            await("its own topics")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        heartbeat(member, app, joined.memberEpoch(), null);
                        assertThat(admin.describeTopics(own)
                                        .allTopicNames()
                                        .get()
                                        .values())
                                .allSatisfy(
                                        topic -> assertThat(topic.partitions()).hasSize(4));
                    });
        }
    }

    private static StreamsGroupHeartbeatResponseData heartbeat(
            RawClient member, String app, int epoch, Topology topology) throws IOException {
        var request = new StreamsGroupHeartbeatRequestData()
                .setGroupId(app)
                .setMemberId("member-1")
                .setMemberEpoch(epoch)
                .setTopology(topology);
        if (topology != null) {
            request.setRebalanceTimeoutMs(10_000)
                    .setProcessId("process-1")
                    .setClientTags(List.of())
                    .setActiveTasks(List.of())
                    .setStandbyTasks(List.of())
                    .setWarmupTasks(List.of());
        }
        return ((StreamsGroupHeartbeatResponse) member.ask(ApiKeys.STREAMS_GROUP_HEARTBEAT, request)).data();
    }

    @Test
    void ofManyWhoAskAtOnceAsManyGetPartitionsAsThereAre() throws Exception {
        try (Admin admin = Clients.admin(ANNAS_KEY)) {
            int now = admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                    .mapToInt(description -> description.partitions().size())
                    .sum();
            KafkaTestbed.limit(KafkaTestbed.annas(), limits(MEGA * 100L, MEGA * 100L, 100, now + 3, 1L << 33));
            await("the limit")
                    .atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> admin.createTopics(List.of(new NewTopic("too-many", 4, (short) 1)))
                                            .all()
                                            .get())
                            .hasCauseInstanceOf(PolicyViolationException.class));
            List<Admin> admins = List.of(Clients.admin(ANNAS_KEY), Clients.admin(ANNAS_KEY));
            try {
                var asked = IntStream.range(0, 8)
                        .mapToObj(index -> admins.get(index % 2)
                                .createTopics(List.of(new NewTopic("race-" + now + "-" + index, 1, (short) 1)))
                                .all())
                        .toList();
                long made = asked.stream().filter(AdmissionIT::succeeds).count();
                assertThat(made).isEqualTo(3);
            } finally {
                admins.forEach(Admin::close);
            }
        }
    }

    private static boolean succeeds(KafkaFuture<Void> future) {
        try {
            future.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(PolicyViolationException.class);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void connectionsEndAtTheirLimit() throws Exception {
        KafkaTestbed.limit(KafkaTestbed.annas(), limits(MEGA, MEGA, 2, 1500, 1L << 33));
        try (var first = soon();
                var second = soon()) {
            first.askMetadata();
            second.askMetadata();
            assertThatThrownBy(() -> RawClient.authenticated(ANNAS_KEY))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the cluster's limit connections is 2, in use are 2");
            try (var other = RawClient.authenticated(BERTS_KEY)) {
                other.askMetadata();
            }
        }
    }

    /** As soon as there is room: connections of before may still be closing. */
    private static RawClient soon() {
        return await("room for one")
                .atMost(Duration.ofSeconds(5))
                .ignoreExceptions()
                .until(() -> RawClient.authenticated(ANNAS_KEY), Objects::nonNull);
    }

    @Test
    void metricsSayWhatEachClusterDoes() throws Exception {
        try (var client = RawClient.authenticated(ANNAS_KEY)) {
            client.askMetadata();
        }
        assertThatThrownBy(() -> RawClient.authenticated("nobody")).isInstanceOf(IOException.class);
        assertThat(metrics())
                .containsPattern("weir_gateway_requests_total\\{api=\"Metadata\",cluster=\"lkc-anna\"[^}]*} [1-9]")
                .containsPattern("weir_gateway_latency_seconds_bucket\\{api=\"Metadata\",cluster=\"lkc-anna\"")
                .containsPattern(
                        "weir_gateway_authentication_failures_total\\{error=\"SASL_AUTHENTICATION_FAILED\"[^}]*} [1-9]");
    }

    private static String metrics() throws Exception {
        String port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class);
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
