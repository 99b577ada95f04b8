package dev.weir.operator.rolling;

import static java.util.stream.Collectors.toSet;

import dev.weir.operator.login.BrokerAdmin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Asks the brokers how their replicas are. */
public final class ReplicaSight {
    private final BrokerAdmin admin;

    public ReplicaSight(BrokerAdmin admin) {
        this.admin = admin;
    }

    public Replicas look() throws IOException {
        QuorumInfo quorum =
                BrokerAdmin.await(admin.kafka().describeMetadataQuorum().quorumInfo());
        Collection<TopicDescription> topics = topics();
        Map<String, Integer> minInSync = minInSync(topics);
        List<Replicas.Partition> partitions = new ArrayList<>();
        for (TopicDescription topic : topics) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                partitions.add(new Replicas.Partition(
                        ids(partition.replicas()), ids(partition.isr()), minInSync.getOrDefault(topic.name(), 1)));
            }
        }
        return new Replicas(quorum.leaderId(), lagging(quorum), partitions);
    }

    private static Set<Integer> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).collect(toSet());
    }

    /** A voter that hasn't fetched for a while, or not at all since the leader's election. */
    private static Set<Integer> lagging(QuorumInfo quorum) {
        long end = quorum.voters().stream()
                .filter(voter -> voter.replicaId() == quorum.leaderId())
                .mapToLong(QuorumInfo.ReplicaState::logEndOffset)
                .findFirst()
                .orElse(0);
        return quorum.voters().stream()
                .filter(voter -> end - voter.logEndOffset() > MOST_BEHIND)
                .map(QuorumInfo.ReplicaState::replicaId)
                .collect(toSet());
    }

    /** Metadata is written all the time, so nobody but the leader is ever quite there. */
    private static final long MOST_BEHIND = 100;

    private Collection<TopicDescription> topics() throws IOException {
        Set<String> names = BrokerAdmin.await(admin.kafka()
                .listTopics(new ListTopicsOptions().listInternal(true))
                .names());
        return BrokerAdmin.await(admin.kafka()
                        .describeTopics(TopicCollection.ofTopicNames(names))
                        .allTopicNames())
                .values();
    }

    private Map<String, Integer> minInSync(Collection<TopicDescription> topics) throws IOException {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        return BrokerAdmin.await(admin.kafka().describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), entry -> minInSync(entry.getValue())));
    }

    private static int minInSync(Config settings) {
        var entry = settings.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        return entry == null || entry.value() == null ? 1 : Integer.parseInt(entry.value());
    }
}
