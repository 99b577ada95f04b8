package dev.weir.agent.scaling;

import dev.weir.agent.admin.Answers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Looks at a running cluster. */
final class ClusterSight {
    private static final ConfigResource ALL_BROKERS = new ConfigResource(ConfigResource.Type.BROKER, "");

    private final Admin admin;
    private final Fleet fleet;

    ClusterSight(Admin admin, Fleet fleet) {
        this.admin = admin;
        this.fleet = fleet;
    }

    Sight look() throws IOException, InterruptedException {
        Set<Integer> running = fleet.running();
        QuorumInfo quorum = Answers.await(admin.describeMetadataQuorum().quorumInfo());
        Set<Integer> voters =
                quorum.voters().stream().map(QuorumInfo.ReplicaState::replicaId).collect(Collectors.toSet());
        int moving = Answers.await(admin.listPartitionReassignments().reassignments())
                .size();
        Map<TopicPartition, List<Integer>> replicas = new HashMap<>();
        int lagging = 0;
        for (TopicDescription topic : topics()) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                replicas.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        partition.replicas().stream().map(Node::id).toList());
                lagging += partition.isr().size() < partition.replicas().size() ? 1 : 0;
            }
        }
        return new Sight(
                fleet.size(), running, leaderLast(quorum.leaderId()), voters, replicas, lagging, moving, inSync());
    }

    private Collection<TopicDescription> topics() throws IOException, InterruptedException {
        Set<String> names = Answers.await(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        // A topic that is deleted meanwhile fails the look, which is taken again.
        return Answers.await(admin.describeTopics(TopicCollection.ofTopicNames(names))
                        .allTopicNames())
                .values();
    }

    /** So the quorum has to find another leader only once. */
    private List<Integer> leaderLast(int leader) {
        List<Integer> outdated = new ArrayList<>(fleet.outdated());
        if (outdated.remove(Integer.valueOf(leader))) {
            outdated.add(leader);
        }
        return outdated;
    }

    private int inSync() throws IOException, InterruptedException {
        Config settings =
                Answers.await(admin.describeConfigs(List.of(ALL_BROKERS)).all()).get(ALL_BROKERS);
        ConfigEntry entry = settings == null ? null : settings.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        return entry == null || entry.value() == null ? 0 : Integer.parseInt(entry.value());
    }
}
