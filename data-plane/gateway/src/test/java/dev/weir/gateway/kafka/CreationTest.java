package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
        assertThat(read(ApiKeys.CREATE_TOPICS, topics).partitions(EXISTING)).isEqualTo(4);
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
    void aPlainHeartbeatMakesNothing() {
        var heartbeat = new StreamsGroupHeartbeatRequestData().setGroupId("app").setMemberId("member");
        assertThat(read(ApiKeys.STREAMS_GROUP_HEARTBEAT, heartbeat).makesSome()).isFalse();
    }
}
