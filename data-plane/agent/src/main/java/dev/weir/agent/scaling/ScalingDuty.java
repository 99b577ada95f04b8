package dev.weir.agent.scaling;

import dev.weir.agent.admin.Answers;
import dev.weir.agent.admin.ClusterLogin;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ElectionNotNeededException;

/** Makes the moves. */
public final class ScalingDuty {
    private static final Duration PAUSE = Duration.ofMillis(200);
    // A token's life is ten minutes.
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final ConfigResource ALL_BROKERS = new ConfigResource(ConfigResource.Type.BROKER, "");

    private final Fleet fleet;
    private final Consumer<String> progress;

    /** @param progress is told in a sentence how far it is */
    public ScalingDuty(Fleet fleet, Consumer<String> progress) {
        this.fleet = fleet;
        this.progress = progress;
    }

    /** Returns when the cluster has settled. */
    public void perform(ClusterLogin login) throws IOException, InterruptedException {
        while (true) {
            try (Admin admin = login.open()) {
                if (settles(new ClusterSight(admin, fleet), admin)) {
                    return;
                }
            }
        }
    }

    /** False when the client has become too old. */
    private boolean settles(ClusterSight cluster, Admin admin) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < LONGEST.toNanos()) {
            Sight sight = cluster.look();
            switch (ScalingPlanner.next(sight)) {
                case Move.Await(String what) -> progress.accept(what);
                case Move.Reassign(var replicas) -> {
                    progress.accept(replicas.size() + " partitions get other replicas");
                    Map<TopicPartition, Optional<NewPartitionReassignment>> all = new HashMap<>();
                    replicas.forEach((partition, nodes) ->
                            all.put(partition, Optional.of(new NewPartitionReassignment(List.copyOf(nodes)))));
                    Answers.await(admin.alterPartitionReassignments(all).all());
                }
                case Move.RequireInSync(int replicas) ->
                    Answers.await(admin.incrementalAlterConfigs(Map.of(
                                    ALL_BROKERS,
                                    List.of(new AlterConfigOp(
                                            new ConfigEntry(
                                                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(replicas)),
                                            AlterConfigOp.OpType.SET))))
                            .all());
                case Move.Replace(int node) -> {
                    progress.accept("broker " + node + " is started anew");
                    fleet.replace(node);
                }
                case Move.Settle() -> {
                    spreadLeaders(admin, sight.replicas().keySet());
                    return true;
                }
            }
            Thread.sleep(PAUSE);
        }
        return false;
    }

    private static void spreadLeaders(Admin admin, Set<TopicPartition> partitions)
            throws IOException, InterruptedException {
        if (partitions.isEmpty()) {
            return;
        }
        var refused =
                Answers.await(admin.electLeaders(ElectionType.PREFERRED, partitions)
                                .partitions())
                        .values()
                        .stream()
                        .flatMap(Optional::stream)
                        .filter(failure -> !(failure instanceof ElectionNotNeededException))
                        .map(Throwable::getMessage)
                        .collect(Collectors.toSet());
        if (!refused.isEmpty()) {
            System.getLogger("weir").log(System.Logger.Level.INFO, "leaders stay where they are: " + refused);
        }
    }
}
