package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignmentCollection;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicCollection;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfigCollection;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplicationFactorTest {
    private static final int BROKERS = 2;

    static Stream<Short> versions() {
        return IntStream.rangeClosed(ApiKeys.CREATE_TOPICS.oldestVersion(), ApiKeys.CREATE_TOPICS.latestVersion())
                .mapToObj(version -> (short) version);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void onlyWhatIsAboveTheBrokersIsLowered(short version) {
        ByteBuf frame = request(version, -1, 0, 1, 2, 3, 500);
        ReplicationFactor.lower(frame, () -> BROKERS);
        assertThat(frame).isEqualTo(request(version, -1, 0, 1, 2, 2, 2));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatIsCutOffDoesNoHarm(short version) {
        ByteBuf whole = request(version, 3, 3);
        for (int length = 0; length < whole.readableBytes(); length++) {
            ReplicationFactor.lower(whole.copy(0, length), () -> BROKERS);
        }
    }

    @Test
    void nothingElseIsTouched() {
        ByteBuf metadata =
                Wire.request(ApiKeys.METADATA, ApiKeys.METADATA.latestVersion(), 1, new MetadataRequestData());
        String before = ByteBufUtil.hexDump(metadata);
        ReplicationFactor.lower(metadata, () -> BROKERS);
        assertThat(ByteBufUtil.hexDump(metadata)).isEqualTo(before);
        short latest = ApiKeys.CREATE_TOPICS.latestVersion();
        ByteBuf unknown = request(latest, 3);
        ReplicationFactor.lower(unknown, () -> 0);
        assertThat(unknown).isEqualTo(request(latest, 3));
    }

    private static ByteBuf request(short version, int... factors) {
        var topics = new CreatableTopicCollection();
        for (int i = 0; i < factors.length; i++) {
            topics.add(new CreatableTopic()
                    .setName("topic-" + i)
                    .setNumPartitions(3)
                    .setReplicationFactor((short) factors[i])
                    .setAssignments(new CreatableReplicaAssignmentCollection(List.of(new CreatableReplicaAssignment()
                                    .setPartitionIndex(0)
                                    .setBrokerIds(List.of(0, 1)))
                            .iterator()))
                    .setConfigs(new CreatableTopicConfigCollection(List.of(
                                    new CreatableTopicConfig()
                                            .setName("cleanup.policy")
                                            .setValue("compact"),
                                    new CreatableTopicConfig()
                                            .setName("retention.ms")
                                            .setValue(null))
                            .iterator())));
        }
        return Wire.request(ApiKeys.CREATE_TOPICS, version, 1, new CreateTopicsRequestData().setTopics(topics));
    }
}
