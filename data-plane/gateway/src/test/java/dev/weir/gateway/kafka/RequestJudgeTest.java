package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.AddRaftVoterRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopicCollection;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicCollection;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResourceCollection;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.UnregisterBrokerRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;

class RequestJudgeTest {
    @Test
    void ordinaryRequestsPass() {
        assertThat(judge(ApiKeys.METADATA, new MetadataRequestData())).isInstanceOf(Verdict.Forward.class);
        assertThat(judge(ApiKeys.CREATE_TOPICS, create("orders"))).isInstanceOf(Verdict.Forward.class);
        assertThat(judge(ApiKeys.INCREMENTAL_ALTER_CONFIGS, alter(ConfigResource.Type.TOPIC, "orders")))
                .isInstanceOf(Verdict.Forward.class);
    }

    @Test
    void whatBelongsToThePlatformIsRefusedWithAnAnswer() {
        assertThat(errors(ApiKeys.UNREGISTER_BROKER, new UnregisterBrokerRequestData()))
                .containsExactly(Errors.CLUSTER_AUTHORIZATION_FAILED);
        assertThat(errors(ApiKeys.ADD_RAFT_VOTER, new AddRaftVoterRequestData().setClusterId("x")))
                .containsExactly(Errors.CLUSTER_AUTHORIZATION_FAILED);
        assertThat(errors(
                        ApiKeys.ALTER_USER_SCRAM_CREDENTIALS,
                        new AlterUserScramCredentialsRequestData()
                                .setUpsertions(
                                        List.of(new AlterUserScramCredentialsRequestData.ScramCredentialUpsertion()
                                                .setName("me")
                                                .setSalt(new byte[1])
                                                .setSaltedPassword(new byte[1])))))
                .containsExactly(Errors.CLUSTER_AUTHORIZATION_FAILED);
    }

    @Test
    void brokersCannotBeConfigured() {
        for (var type : List.of(ConfigResource.Type.BROKER, ConfigResource.Type.BROKER_LOGGER)) {
            assertThat(errors(ApiKeys.INCREMENTAL_ALTER_CONFIGS, alter(type, "0")))
                    .containsExactly(Errors.CLUSTER_AUTHORIZATION_FAILED);
        }
    }

    @Test
    void internalTopicsAreLeftAlone() {
        assertThat(errors(ApiKeys.CREATE_TOPICS, create("__consumer_offsets")))
                .containsExactly(Errors.TOPIC_AUTHORIZATION_FAILED);
        assertThat(errors(ApiKeys.INCREMENTAL_ALTER_CONFIGS, alter(ConfigResource.Type.TOPIC, "__consumer_offsets")))
                .containsExactly(Errors.TOPIC_AUTHORIZATION_FAILED);
        assertThat(errors(
                        ApiKeys.DELETE_TOPICS,
                        new DeleteTopicsRequestData()
                                .setTopics(List.of(new DeleteTopicState().setName("__transaction_state")))))
                .containsExactly(Errors.TOPIC_AUTHORIZATION_FAILED);
        var topics = new CreatePartitionsTopicCollection();
        topics.add(new CreatePartitionsTopic().setName("__consumer_offsets").setCount(9));
        assertThat(errors(ApiKeys.CREATE_PARTITIONS, new CreatePartitionsRequestData().setTopics(topics)))
                .containsExactly(Errors.TOPIC_AUTHORIZATION_FAILED);
    }

    @Test
    void uncleanElectionsAreRefused() {
        assertThat(judge(ApiKeys.ELECT_LEADERS, new ElectLeadersRequestData().setElectionType((byte) 0)))
                .isInstanceOf(Verdict.Forward.class);
        assertThat(judge(ApiKeys.ELECT_LEADERS, new ElectLeadersRequestData().setElectionType((byte) 1)))
                .isInstanceOf(Verdict.Answer.class);
    }

    @Test
    void brokersSettingsAreFilteredOnTheWayBack() {
        assertThat(judge(ApiKeys.DESCRIBE_CONFIGS, describe(ConfigResource.Type.BROKER)))
                .isInstanceOf(Verdict.ForwardAndFilter.class);
        assertThat(judge(ApiKeys.DESCRIBE_CONFIGS, describe(ConfigResource.Type.TOPIC)))
                .isInstanceOf(Verdict.Forward.class);
        assertThat(judge(ApiKeys.DESCRIBE_CONFIGS, describe(ConfigResource.Type.BROKER_LOGGER)))
                .isInstanceOf(Verdict.Answer.class);
    }

    @Test
    void versionsThatNobodyKnowsEndTheConnection() {
        ByteBuf frame = frame(ApiKeys.METADATA, new MetadataRequestData()).setShort(6, 99);
        assertThat(RequestJudge.judge(frame)).isInstanceOf(Verdict.Close.class);
        assertThat(RequestJudge.judge(frame.setShort(6, -1))).isInstanceOf(Verdict.Close.class);
    }

    @Test
    void anUnknownVersionOfApiVersionsIsAnsweredAsKafkaDoes() {
        ByteBuf frame = frame(
                        ApiKeys.API_VERSIONS,
                        new ApiVersionsRequestData().setClientSoftwareName("x").setClientSoftwareVersion("1"))
                .setShort(6, 99);
        assertThat(RequestJudge.judge(frame)).isInstanceOf(Verdict.Answer.class);
    }

    @Test
    void garbageEndsTheConnection() {
        assertThat(RequestJudge.judge(Unpooled.buffer().writeInt(3).writeZero(3)))
                .isInstanceOf(Verdict.Close.class);
        assertThat(RequestJudge.judge(
                        Unpooled.buffer().writeInt(8).writeShort(9_999).writeZero(6)))
                .isInstanceOf(Verdict.Close.class);
        ByteBuf cut = frame(ApiKeys.CREATE_TOPICS, create("orders"));
        assertThat(RequestJudge.judge(cut.writerIndex(cut.writerIndex() - 9))).isInstanceOf(Verdict.Close.class);
    }

    @Test
    void aListThatWouldFillTheBrokersMemoryIsRefused() {
        assertThat(judge(ApiKeys.DESCRIBE_GROUPS, describeGroups(1_000))).isInstanceOf(Verdict.Forward.class);
        assertThat(judge(ApiKeys.DESCRIBE_GROUPS, describeGroups(20_000))).isInstanceOf(Verdict.Close.class);
    }

    @Test
    void nothingIsDescribedTwiceInOneRequest() {
        assertThat(judge(ApiKeys.DESCRIBE_CONFIGS, describeTopics(List.of("a", "b"), true)))
                .isInstanceOf(Verdict.Forward.class);
        assertThat(errors(ApiKeys.DESCRIBE_CONFIGS, describeTopics(List.of("a", "b", "a"), true)))
                .contains(Errors.INVALID_REQUEST);
        assertThat(errors(ApiKeys.OFFSET_FETCH, fetchOffsets("readers", "readers")))
                .contains(Errors.INVALID_REQUEST);
        assertThat(judge(ApiKeys.OFFSET_FETCH, fetchOffsets("readers", "writers")))
                .isInstanceOf(Verdict.Forward.class);
    }

    @Test
    void documentationIsForSomeResourcesAtOnce() {
        List<String> many =
                IntStream.range(0, 1_500).mapToObj(i -> "topic-" + i).toList();
        assertThat(judge(ApiKeys.DESCRIBE_CONFIGS, describeTopics(many, false))).isInstanceOf(Verdict.Forward.class);
        assertThat(errors(ApiKeys.DESCRIBE_CONFIGS, describeTopics(many, true))).contains(Errors.INVALID_REQUEST);
    }

    private static DescribeGroupsRequestData describeGroups(int count) {
        return new DescribeGroupsRequestData()
                .setGroups(IntStream.range(0, count).mapToObj(i -> "g" + i).toList());
    }

    private static OffsetFetchRequestData fetchOffsets(String... groups) {
        return new OffsetFetchRequestData()
                .setGroups(Arrays.stream(groups)
                        .map(group -> new OffsetFetchRequestData.OffsetFetchRequestGroup()
                                .setGroupId(group)
                                .setTopics(null))
                        .toList());
    }

    private static DescribeConfigsRequestData describeTopics(List<String> names, boolean documented) {
        return new DescribeConfigsRequestData()
                .setIncludeDocumentation(documented)
                .setResources(names.stream()
                        .map(name -> new DescribeConfigsResource()
                                .setResourceType(ConfigResource.Type.TOPIC.id())
                                .setResourceName(name)
                                .setConfigurationKeys(null))
                        .toList());
    }

    private static Verdict judge(ApiKeys api, ApiMessage body) {
        return RequestJudge.judge(frame(api, body));
    }

    private static ByteBuf frame(ApiKeys api, ApiMessage body) {
        return Wire.request(api, api.latestVersion(), 42, body);
    }

    private static List<Errors> errors(ApiKeys api, ApiMessage body) {
        if (!(judge(api, body) instanceof Verdict.Answer(ByteBuf answer))) {
            throw new AssertionError("no answer to " + api);
        }
        var header = new RequestHeader(api, api.latestVersion(), "test", 42);
        AbstractResponse response = AbstractResponse.parseResponse(Wire.content(answer), header);
        return List.copyOf(response.errorCounts().keySet());
    }

    private static CreateTopicsRequestData create(String name) {
        var topics = new CreatableTopicCollection();
        topics.add(new CreatableTopic().setName(name).setNumPartitions(1).setReplicationFactor((short) 1));
        return new CreateTopicsRequestData().setTopics(topics);
    }

    private static IncrementalAlterConfigsRequestData alter(ConfigResource.Type type, String name) {
        var resources = new AlterConfigsResourceCollection();
        resources.add(new AlterConfigsResource().setResourceType(type.id()).setResourceName(name));
        return new IncrementalAlterConfigsRequestData().setResources(resources);
    }

    private static DescribeConfigsRequestData describe(ConfigResource.Type type) {
        return new DescribeConfigsRequestData()
                .setResources(List.of(new DescribeConfigsResource()
                        .setResourceType(type.id())
                        .setResourceName("0")
                        .setConfigurationKeys(null)));
    }
}
