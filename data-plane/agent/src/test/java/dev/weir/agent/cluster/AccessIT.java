package dev.weir.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.agent.admin.TestLogin;
import dev.weir.agent.testing.TestClusters;
import dev.weir.agent.testing.TestNews;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessIT {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final String CLUSTER = "lkc-access1";
    private static final String GOING = "sa-going1";
    private static final String STAYING = "sa-staying1";

    @TempDir
    private Path folder;

    @Test
    void aRoleThatGoesEndsOpenConnectionsWithinASecondAndItsTwinsGoOn() throws Exception {
        try (TestClusters clusters = TestClusters.in(folder)) {
            ClusterStatus status = start(clusters);
            clusters.news().accept(TestNews.access(CLUSTER, 1, admins(TestNews.ADMIN, GOING, STAYING)));
            createTopic(status);
            try (var going = producer(status, GOING);
                    var staying = producer(status, STAYING);
                    var reader = consumer(status, GOING);
                    var twin = consumer(status, STAYING)) {
                await().untilAsserted(() -> send(going));
                send(staying);
                assertThat(reader.poll(A_SECOND)).isNotEmpty();
                assertThat(twin.poll(A_SECOND)).isNotEmpty();

                clusters.news().accept(TestNews.access(CLUSTER, 2, admins(TestNews.ADMIN, STAYING)));
                await().atMost(A_SECOND)
                        .pollInterval(Duration.ofMillis(20))
                        .untilAsserted(() ->
                                assertThatThrownBy(() -> send(going)).hasCauseInstanceOf(AuthorizationException.class));
                assertThatThrownBy(() -> {
                            reader.poll(A_SECOND);
                            reader.poll(A_SECOND);
                        })
                        .isInstanceOf(AuthorizationException.class);
                send(staying);
                assertThat(twin.poll(A_SECOND)).isNotEmpty();
            }
        }
    }

    @Test
    void whatChangedWhileTheClusterWasAwayIsThereBeforeItServes() throws Exception {
        try (TestClusters clusters = TestClusters.in(folder)) {
            ClusterStatus status = start(clusters);
            createTopic(status);
            clusters.news().accept(TestNews.desired(CLUSTER, 2, ClusterKind.BASIC, 1, DesiredState.SUSPENDED));
            clusters.awaitPhase(CLUSTER, ClusterStatus.Phase.STOPPED);
            clusters.news().accept(TestNews.access(CLUSTER, 5, admins(STAYING)));
            // An older word that comes late.
            clusters.news().accept(TestNews.access(CLUSTER, 4, admins(GOING)));
            clusters.news().accept(TestNews.desired(CLUSTER, 3, ClusterKind.BASIC, 1));
            status = clusters.awaitRunning(CLUSTER, 3);
            try (var allowed = producer(status, STAYING);
                    var gone = producer(status, TestNews.ADMIN);
                    var never = producer(status, GOING)) {
                send(allowed);
                assertThatThrownBy(() -> send(gone)).hasCauseInstanceOf(AuthorizationException.class);
                assertThatThrownBy(() -> send(never)).hasCauseInstanceOf(AuthorizationException.class);
            }
        }
    }

    @Test
    void quotasOfTheManagementApiComeAndGoAndThoseThatTenantsSetStay() throws Exception {
        try (TestClusters clusters = TestClusters.in(folder)) {
            ClusterStatus status = start(clusters);
            try (Admin platform = Admin.create(TestLogin.as(BrokerSpec.PLATFORM_USER, status, secret()))) {
                platform.alterClientQuotas(List.of(new ClientQuotaAlteration(
                                user("sa-own1"), List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 5.0)))))
                        .all()
                        .get();
                clusters.news()
                        .accept(TestNews.access(
                                CLUSTER,
                                1,
                                admins(TestNews.ADMIN),
                                new PrincipalQuota("sa-named1", 100L, null),
                                new PrincipalQuota(PrincipalQuota.DEFAULT, 200L, 300L)));
                await().atMost(A_SECOND)
                        .untilAsserted(() -> assertThat(quotas(platform))
                                .containsEntry(user("sa-named1"), Map.of("producer_byte_rate", 100.0))
                                .containsEntry(
                                        user(null), Map.of("producer_byte_rate", 200.0, "consumer_byte_rate", 300.0)));
                clusters.news().accept(TestNews.access(CLUSTER, 2, admins(TestNews.ADMIN)));
                await().atMost(A_SECOND)
                        .untilAsserted(() -> assertThat(quotas(platform))
                                .doesNotContainKey(user("sa-named1"))
                                .doesNotContainKey(user(null))
                                .containsEntry(user("sa-own1"), Map.of("producer_byte_rate", 5.0))
                                .containsKey(user(BrokerSpec.PLATFORM_USER)));
            }
        }
    }

    private static Map<ClientQuotaEntity, Map<String, Double>> quotas(Admin platform) throws Exception {
        return platform.describeClientQuotas(ClientQuotaFilter.all()).entities().get();
    }

    private static ClientQuotaEntity user(String name) {
        Map<String, String> entity = new HashMap<>();
        entity.put(ClientQuotaEntity.USER, name);
        return new ClientQuotaEntity(entity);
    }

    private static ClusterStatus start(TestClusters clusters) throws Exception {
        clusters.news().accept(secret());
        clusters.news().accept(TestNews.desired(CLUSTER, 1, ClusterKind.BASIC, 1));
        return clusters.awaitRunning(CLUSTER, 1);
    }

    private static dev.weir.tenants.events.ClusterSecret secret() {
        return TestNews.secret(CLUSTER);
    }

    private static List<AclGrant> admins(String... principals) {
        return Stream.of(principals)
                .flatMap(principal -> TestNews.admin(principal).stream())
                .toList();
    }

    private static void createTopic(ClusterStatus status) throws Exception {
        try (Admin admin = Admin.create(TestLogin.as(TestNews.ADMIN, status, secret()))) {
            admin.createTopics(List.of(new NewTopic("news", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<String, String> producer(ClusterStatus status, String principal) {
        Map<String, Object> settings = TestLogin.as(principal, status, secret());
        settings.put("max.block.ms", 5_000);
        settings.put("delivery.timeout.ms", 10_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(ClusterStatus status, String principal) {
        Map<String, Object> settings = TestLogin.as(principal, status, secret());
        settings.put("auto.offset.reset", "earliest");
        settings.put("fetch.max.wait.ms", 200);
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(new TopicPartition("news", 0)));
        return consumer;
    }

    private static void send(KafkaProducer<String, String> producer) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>("news", "Good morning")).get();
    }
}
