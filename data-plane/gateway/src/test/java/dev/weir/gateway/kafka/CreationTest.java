package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Subtopology;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.TopicInfo;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Topology;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.junit.jupiter.api.Test;

class CreationTest {
    private static final Map<String, Integer> EXISTING = Map.of("orders", 4, "payments", 7);

    private static Creation read(ApiKeys api, ApiMessage body) {
        return Creation.read(Wire.request(api, api.latestVersion(), 7, body));
    }

    @Test
    void topicsThatExistMakeNothing() {
        var topics = new CreateTopicsRequestData();
        topics.topics()
                .add(new CreatableTopic().setName("orders").setNumPartitions(50).setReplicationFactor((short) 1));
        topics.topics()
                .add(new CreatableTopic().setName("new").setNumPartitions(3).setReplicationFactor((short) 1));
        topics.topics()
                .add(new CreatableTopic()
                        .setName("default")
                        .setNumPartitions(-1)
                        .setReplicationFactor((short) 1));
        assertThat(read(ApiKeys.CREATE_TOPICS, topics).partitions(EXISTING)).isEqualTo(3 + 6);
    }

    @Test
    void onlyPartitionsThatAreNotThereCount() {
        var more = new CreatePartitionsRequestData();
        more.topics()
                .add(new CreatePartitionsTopic().setName("orders").setCount(10).setAssignments(null));
        more.topics()
                .add(new CreatePartitionsTopic().setName("unknown").setCount(10).setAssignments(null));
        assertThat(read(ApiKeys.CREATE_PARTITIONS, more).partitions(EXISTING)).isEqualTo(6);
    }

    @Test
    void aTopologyMakesItsOwnTopicsAsLargeAsItsSources() {
        var topology = new Topology()
                .setEpoch(1)
                .setSubtopologies(List.of(new Subtopology()
                        .setSubtopologyId("0")
                        .setSourceTopics(List.of("orders", "payments"))
                        .setRepartitionSourceTopics(List.of(
                                new TopicInfo().setName("app-repartition").setPartitions(0)))
                        .setStateChangelogTopics(List.of(new TopicInfo().setName("app-changelog")))));
        var heartbeat = new StreamsGroupHeartbeatRequestData()
                .setGroupId("app")
                .setMemberId("member")
                .setTopology(topology);
        Creation creation = read(ApiKeys.STREAMS_GROUP_HEARTBEAT, heartbeat);
        assertThat(creation.makesSome()).isTrue();
        assertThat(creation.partitions(EXISTING)).isEqualTo(14);
    }

    @Test
    void whatComesFromAnotherPartOfTheTopologyIsAsLargeAsItsSource() {
        var topology = new Topology()
                .setSubtopologies(List.of(
                        new Subtopology()
                                .setSubtopologyId("0")
                                .setSourceTopics(List.of("payments"))
                                .setRepartitionSinkTopics(List.of("app-repartition")),
                        new Subtopology()
                                .setSubtopologyId("1")
                                .setRepartitionSourceTopics(List.of(new TopicInfo().setName("app-repartition")))
                                .setStateChangelogTopics(List.of(new TopicInfo().setName("app-changelog"))),
                        new Subtopology()
                                .setSubtopologyId("2")
                                .setRepartitionSourceTopics(List.of(
                                        new TopicInfo().setName("app-fixed").setPartitions(2)))));
        Creation creation = heartbeat(0, topology);
        assertThat(creation.partitions(EXISTING)).isEqualTo(7 + 7 + 2);
        assertThat(creation.partitions(Map.of("app-repartition", 9, "app-changelog", 9, "app-fixed", 2)))
                .isZero();
    }

    @Test
    void aPatternMayMeanTheLargestTopic() {
        var topology = new Topology()
                .setSubtopologies(List.of(new Subtopology()
                        .setSubtopologyId("0")
                        .setSourceTopicRegex(List.of("o.*"))
                        .setStateChangelogTopics(List.of(new TopicInfo().setName("app-changelog")))));
        assertThat(heartbeat(0, topology).partitions(EXISTING)).isEqualTo(7);
    }

    @Test
    void aPlainHeartbeatMayMakeWhatItsGroupStillLacks() {
        Creation plain = heartbeat(3, null);
        assertThat(plain.makesSome()).isTrue();
        assertThat(plain.groupWithTopology()).contains("app");
        assertThat(plain.partitions(EXISTING)).isZero();
        var known = new StreamsTopology(Set.of("orders"), false, Map.of("app-changelog", 0));
        assertThat(plain.with(known).partitions(EXISTING)).isEqualTo(4);
        assertThat(heartbeat(-1, null).makesSome()).isFalse();
    }

    private static Creation heartbeat(int epoch, Topology topology) {
        var heartbeat = new StreamsGroupHeartbeatRequestData()
                .setGroupId("app")
                .setMemberId("member")
                .setMemberEpoch(epoch)
                .setTopology(topology);
        return read(ApiKeys.STREAMS_GROUP_HEARTBEAT, heartbeat);
    }
}
