package dev.weir.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.agent.admin.TestLogin;
import dev.weir.agent.process.RunFile;
import dev.weir.agent.testing.Stream;
import dev.weir.agent.testing.TestClusters;
import dev.weir.agent.testing.TestNews;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RescalingIT {
    private static final String CLUSTER = "lkc-scaling1";
    private static final int SOME = 200;

    @TempDir
    private Path folder;

    @Test
    void oneBrokerBecomesThreeWithoutLosingARecordAndThenOneMayDie() throws Exception {
        try (TestClusters clusters = TestClusters.in(folder)) {
            clusters.news().accept(TestNews.secret(CLUSTER));
            clusters.news().accept(TestNews.desired(CLUSTER, 1, ClusterKind.BASIC, 1));
            ClusterStatus one = clusters.awaitRunning(CLUSTER, 1);
            create(one, new NewTopic("steady", 1, (short) 1), new NewTopic("wide", 6, (short) 1));
            try (var stream = new Stream(as(TestNews.ADMIN, one), "steady")) {
                await().until(() -> stream.acknowledged() > SOME);
                clusters.news().accept(TestNews.desired(CLUSTER, 2, ClusterKind.STANDARD, 3));
                ClusterStatus three = clusters.awaitRunning(CLUSTER, 2);
                assertThat(three.nodes()).hasSize(3);
                assertThat(clusters.reports())
                        .anyMatch(status -> status.reason().equals("Scaling"));
                assertThat(clusters.reports())
                        .filteredOn(status -> status.generation() == 2)
                        .extracting(ClusterStatus::phase)
                        .containsOnly(ClusterStatus.Phase.RUNNING);
                requireThreeCopiesOfAll(three);
                create(three, new NewTopic("later", Optional.of(2), Optional.empty()));
                requireThreeCopiesOfAll(three);

                clusters.kill(CLUSTER, 0);
                int before = stream.acknowledged();
                await().atMost(Duration.ofSeconds(15)).until(() -> stream.acknowledged() > before + SOME);
                clusters.awaitRunning(CLUSTER, 2);
                assertThat(stream.failures()).isEmpty();
                assertThat(stream.lost(as(TestNews.ADMIN, three)).isEmpty()).isTrue();
            }
        }
    }

    @Test
    void whereThereAreNoPortsForMoreBrokersTheClusterGoesOnAndSaysWhy() throws Exception {
        try (TestClusters clusters = TestClusters.in(folder)) {
            clusters.news().accept(TestNews.secret(CLUSTER));
            clusters.news().accept(TestNews.desired(CLUSTER, 1, ClusterKind.BASIC, 1));
            clusters.awaitRunning(CLUSTER, 1);
            clusters.news().accept(TestNews.desired(CLUSTER, 2, ClusterKind.DEDICATED, 7));
            await().untilAsserted(() -> assertThat(clusters.reports().getLast()).satisfies(status -> {
                assertThat(status.generation()).isEqualTo(2);
                assertThat(status.phase()).isEqualTo(ClusterStatus.Phase.RUNNING);
                assertThat(status.nodes()).hasSize(1);
                assertThat(status.message()).contains("--node-ports");
            }));
            clusters.news().accept(TestNews.desired("lkc-fresh1", 1, ClusterKind.DEDICATED, 7));
            clusters.news().accept(TestNews.secret("lkc-fresh1"));
            clusters.awaitPhase("lkc-fresh1", ClusterStatus.Phase.FAILED);
            clusters.news().accept(TestNews.desired("lkc-fresh1", 2, ClusterKind.DEDICATED, 7, DesiredState.DELETED));
            clusters.awaitPhase("lkc-fresh1", ClusterStatus.Phase.DELETED);
            assertThat(clusters.home().clusters().resolve("lkc-fresh1")).doesNotExist();
        }
    }

    @Test
    void aClusterThatCantStartSaysWhyIsTriedAgainWhenAskedForAndLeavesNothing() throws Exception {
        try (TestClusters clusters = TestClusters.in(folder)) {
            var data = clusters.home().clusters().resolve(CLUSTER).resolve("node-0/data");
            Files.createDirectories(data);
            Files.writeString(data.resolve("somebody's"), "data");
            clusters.news().accept(TestNews.secret(CLUSTER));
            clusters.news().accept(TestNews.desired(CLUSTER, 1, ClusterKind.BASIC, 1));
            ClusterStatus failed = clusters.awaitPhase(CLUSTER, ClusterStatus.Phase.FAILED);
            assertThat(failed.reason()).isEqualTo("BrokerExited");
            assertThat(failed.message()).contains("ended with code 2");
            Files.delete(data.resolve("somebody's"));
            clusters.news().accept(TestNews.desired(CLUSTER, 2, ClusterKind.BASIC, 1));
            clusters.awaitRunning(CLUSTER, 2);
            clusters.news().accept(TestNews.desired(CLUSTER, 3, ClusterKind.BASIC, 1, DesiredState.DELETED));
            clusters.awaitPhase(CLUSTER, ClusterStatus.Phase.DELETED);
            assertThat(clusters.home().clusters().resolve(CLUSTER)).doesNotExist();
            assertThat(RunFile.readAll(clusters.home())).isEmpty();
        }
    }

    @Test
    void aBrokerMoreTakesItsShare() throws Exception {
        try (TestClusters clusters = TestClusters.in(folder)) {
            clusters.news().accept(TestNews.secret(CLUSTER));
            clusters.news().accept(TestNews.desired(CLUSTER, 1, ClusterKind.DEDICATED, 3));
            ClusterStatus three = clusters.awaitRunning(CLUSTER, 1);
            create(three, new NewTopic("wide", Optional.of(8), Optional.empty()));
            try (var stream = new Stream(as(TestNews.ADMIN, three), "wide")) {
                await().until(() -> stream.acknowledged() > SOME);
                clusters.news().accept(TestNews.desired(CLUSTER, 2, ClusterKind.DEDICATED, 4));
                ClusterStatus four = clusters.awaitRunning(CLUSTER, 2);
                assertThat(four.nodes()).hasSize(4);
                requireThreeCopiesOfAll(four);
                try (Admin admin = Admin.create(as(BrokerSpec.PLATFORM_USER, four))) {
                    var wide = admin.describeTopics(List.of("wide"))
                            .allTopicNames()
                            .get()
                            .get("wide");
                    assertThat(wide.partitions())
                            .anyMatch(partition -> partition.replicas().stream().anyMatch(node -> node.id() == 3));
                }
                assertThat(stream.failures()).isEmpty();
                assertThat(stream.lost(as(TestNews.ADMIN, four)).isEmpty()).isTrue();
            }
        }
    }

    private static void requireThreeCopiesOfAll(ClusterStatus status) throws Exception {
        try (Admin admin = Admin.create(as(BrokerSpec.PLATFORM_USER, status))) {
            var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            assertThat(names).contains("__consumer_offsets");
            assertThat(admin.describeTopics(names).allTopicNames().get().values())
                    .allSatisfy(topic -> assertThat(topic.partitions())
                            .allSatisfy(partition -> assertThat(partition.replicas())
                                    .as(topic.name())
                                    .hasSize(3)));
            for (String name : names) {
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
                assertThat(admin.describeConfigs(List.of(resource))
                                .all()
                                .get()
                                .get(resource)
                                .get("min.insync.replicas")
                                .value())
                        .as(name)
                        .isEqualTo("2");
            }
        }
    }

    private static void create(ClusterStatus status, NewTopic... topics) throws Exception {
        try (Admin admin = Admin.create(as(TestNews.ADMIN, status))) {
            admin.createTopics(List.of(topics)).all().get();
        }
    }

    private static Map<String, Object> as(String principal, ClusterStatus status) {
        return TestLogin.as(principal, status, TestNews.secret(CLUSTER));
    }
}
