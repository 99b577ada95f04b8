package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.testenv.NeedsKubernetes;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * Brokers, the operator that leads of two and the node's kubelet are killed at random while somebody writes. {@code
 * -Dweir.soak=true} makes it ten minutes, {@code -Dweir.kills.seed} repeats one.
 */
@NeedsKubernetes
class SurvivalIT {
    private static final Duration KILLING = Duration.ofMinutes(Boolean.getBoolean("weir.soak") ? 10 : 1);
    private static final Duration REPAIR = Duration.ofMinutes(4);
    private static final String OPERATORS = "weir-system";
    private static final String OPERATOR = "weir-operator";
    private static final String TOPIC = "steady";
    private static final int PARTITIONS = 6;
    private static final int OFFERED = 600;
    private static final int AT_LEAST = 500;
    private static final int BROKERS = 3;

    private final long seed = Long.getLong("weir.kills.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Installation weir;

    @Test
    void noAcknowledgedRecordIsLostWhateverIsKilled() throws Exception {
        weir = Installation.shared();
        operators(2);
        ReachedCluster reached = ReachedCluster.make(weir, "lkc-survivor", weir.three());
        weir.awaitReady(reached.cluster());
        try (Admin admin = reached.admin()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) BROKERS)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            try (Load load = new Load(reached.settings(), TOPIC, OFFERED)) {
                long began = System.nanoTime();
                int kills = 0;
                while (System.nanoTime() - began < KILLING.toNanos()) {
                    awaitProgress(load);
                    int acknowledged = load.acknowledged();
                    kill();
                    kills++;
                    awaitKept(acknowledged, admin);
                }
                long lasted = Duration.ofNanos(System.nanoTime() - began).toSeconds();
                load.end();
                assertThat(kills).as("kills, seed " + seed).isGreaterThan(3);
                assertThat(load.acknowledged())
                        .as("records in " + lasted + " s")
                        .isGreaterThan(Math.toIntExact(AT_LEAST * lasted));
                awaitAsDesired(reached.cluster(), admin);
                load.assertNothingIsLost();
            }
        }
        weir.client.resource(reached.cluster()).delete();
        operators(1);
    }

    private void operators(int count) {
        var deployment = weir.client.apps().deployments().inNamespace(OPERATORS).withName(OPERATOR);
        deployment.scale(count);
        await().atMost(REPAIR)
                .untilAsserted(() -> assertThat(deployment.get().getStatus().getReadyReplicas())
                        .isEqualTo(count));
    }

    /** All that was acknowledged before something died is there after it, as soon as anybody can say so. */
    private void awaitKept(int acknowledged, Admin admin) {
        await().atMost(REPAIR)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(kept(admin))
                        .as("records that are there, seed " + seed)
                        .isGreaterThanOrEqualTo(acknowledged));
    }

    private static long kept(Admin admin) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(each -> new TopicPartition(TOPIC, each), _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get(10, TimeUnit.SECONDS).values().stream()
                .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                .sum();
    }

    /** Some more records, so that it isn't always in the same state that the next thing dies. */
    private void awaitProgress(Load load) {
        int goal = load.acknowledged() + OFFERED + random.nextInt(3 * OFFERED);
        await().atMost(REPAIR)
                .untilAsserted(
                        () -> assertThat(load.acknowledged()).as("seed " + seed).isGreaterThan(goal));
    }

    private void kill() {
        switch (random.nextInt(5)) {
            case 0 -> killLeader();
            case 1 ->
                weir.kubernetes
                        .enter("sh", "-c", "kill -KILL $(cat /srv/run/kubelet.pid)")
                        .ok();
            case 2 ->
                weir.kubernetes
                        .enter("sh", "-c", "kill -KILL $(pgrep -f 'spec-[" + random.nextInt(BROKERS) + "].json')")
                        .code();
            default -> killPod(weir.namespace(), "weir.dev/cluster", "lkc-survivor");
        }
    }

    private void killLeader() {
        Lease lease =
                weir.client.leases().inNamespace(OPERATORS).withName(OPERATOR).get();
        String leader = lease.getSpec().getHolderIdentity();
        // Between two leaders there is nobody to kill.
        if (leader != null && !leader.isEmpty()) {
            weir.client
                    .pods()
                    .inNamespace(OPERATORS)
                    .withName(leader)
                    .withGracePeriod(0)
                    .delete();
        }
    }

    private void killPod(String namespace, String label, String value) {
        List<Pod> pods = weir.client
                .pods()
                .inNamespace(namespace)
                .withLabel(label, value)
                .list()
                .getItems();
        if (!pods.isEmpty()) {
            weir.client
                    .resource(pods.get(random.nextInt(pods.size())))
                    .withGracePeriod(0)
                    .delete();
        }
    }

    /** Every broker as the StatefulSet wants it, that as the operator wants it, every replica in sync. */
    private void awaitAsDesired(TenantCluster cluster, Admin admin) {
        await().atMost(REPAIR).untilAsserted(() -> weir.awaitReady(cluster));
        await().atMost(REPAIR).ignoreExceptions().untilAsserted(() -> {
            var set = Objects.requireNonNull(weir.client
                    .apps()
                    .statefulSets()
                    .inNamespace(weir.namespace())
                    .withName(cluster.getMetadata().getName())
                    .get());
            assertThat(set.getSpec().getReplicas()).isEqualTo(BROKERS);
            assertThat(weir.pods(cluster)).hasSize(BROKERS).allSatisfy(pod -> {
                assertThat(Installation.isReady(pod)).isTrue();
                assertThat(pod.getMetadata().getLabels())
                        .containsEntry(
                                "controller-revision-hash", set.getStatus().getUpdateRevision());
            });
            for (TopicDescription topic : admin.describeTopics(List.of(TOPIC))
                    .allTopicNames()
                    .get(5, TimeUnit.SECONDS)
                    .values()) {
                assertThat(topic.partitions())
                        .allSatisfy(partition -> assertThat(partition.isr()).hasSize(BROKERS));
            }
        });
    }
}
