package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.k8s.testenv.NeedsKubernetes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;

/** Three brokers get another image while somebody writes to them. */
@NeedsKubernetes
class RollingUpgradeIT {
    private static final String TOPIC = "steady";
    private static final int PER_SECOND = 600;
    private static final int MIN_IN_SYNC = 2;
    private static final Duration ROLL = Duration.ofMinutes(5);
    private static final String NEXT_IMAGE = "weir.test/broker:next";

    @Test
    void nothingFailsAndNoPartitionLosesItsMinimumWhileBrokersAreReplaced() throws Exception {
        Installation weir = Installation.shared();
        weir.nameImage("weir.test/broker:test", NEXT_IMAGE);
        ReachedCluster reached = ReachedCluster.make(weir, "lkc-upgraded", weir.three());
        weir.awaitReady(reached.cluster());
        try (Admin admin = reached.admin()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 6, (short) 3))).all().get(30, TimeUnit.SECONDS);
            try (Load load = new Load(reached.settings(), TOPIC, PER_SECOND)) {
                await().atMost(Installation.SOON)
                        .untilAsserted(() -> assertThat(load.acknowledged()).isGreaterThan(PER_SECOND));
                weir.change(reached.cluster(), spec -> spec.put("image", NEXT_IMAGE));
                var fewest = new AtomicInteger(Integer.MAX_VALUE);
                await().atMost(ROLL).pollInterval(Duration.ofMillis(100)).until(() -> {
                    leastInSync(admin).ifPresent(now -> fewest.accumulateAndGet(now, Math::min));
                    return weir.pods(reached.cluster()).stream()
                                    .filter(Installation::isReady)
                                    .filter(pod -> pod.getSpec()
                                            .getContainers()
                                            .getFirst()
                                            .getImage()
                                            .equals(NEXT_IMAGE))
                                    .count()
                            == reached.cluster().getSpec().brokers();
                });
                weir.awaitReady(reached.cluster());
                load.end();
                assertThat(fewest.get()).as("fewest replicas in sync").isBetween(MIN_IN_SYNC, MIN_IN_SYNC);
                assertThat(load.failures()).isEmpty();
                load.assertNothingIsLost();
            }
        }
        assertThat(weir.get(reached.cluster()).getStatus().image()).isEqualTo(NEXT_IMAGE);
        weir.client.resource(reached.cluster()).delete();
    }

    /** Over all partitions; nothing when the broker that was asked went away meanwhile. */
    private static Optional<Integer> leastInSync(Admin admin) {
        try {
            Collection<TopicDescription> topics = admin.describeTopics(List.of(TOPIC))
                    .allTopicNames()
                    .get(5, TimeUnit.SECONDS)
                    .values();
            return topics.stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .map(partition -> partition.isr().size())
                    .min(Integer::compare);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return Optional.empty();
        }
    }
}
