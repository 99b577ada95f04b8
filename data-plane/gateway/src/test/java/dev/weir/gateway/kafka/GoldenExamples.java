package dev.weir.gateway.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.ApiMessageType.ListenerType;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ShareFetchRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.ApiVersionsResponse;

/** For each policed API what may be asked, what may not, and what a broker could answer. */
final class GoldenExamples {
    private static final String TOPIC = "orders";
    private static final String INTERNAL = "__consumer_offsets";
    private static final int GROUPS_SINCE = 8;
    private static final int TIMEOUT_MS = 5_000;
    /** Of DeleteTopics, with a list of structures instead of names. */
    private static final short DELETE_BY_STATE = 6;

    private static final short FEATURES_SINCE = 3;
    private static final short ELECTION_TYPE_SINCE = 1;

    private static final int PRODUCE_BY_ID = 13;
    private static final int FETCH_BY_ID = 13;
    private static final String MEMBER = "member-of-twenty-two-l";
    private static final Belongings THINGS =
            new Belongings("golden", "golden-t", new Uuid(1, 2), "golden-g", "golden-x", "lkc-golden", 7);

    private GoldenExamples() {}

    static ApiMessage allowed(ApiKeys api, short version) {
        return switch (api) {
            case API_VERSIONS -> version < FEATURES_SINCE ? new ApiVersionsRequestData() : RawClient.apiVersions();
            case CREATE_TOPICS -> create(TOPIC);
            case CREATE_PARTITIONS -> grow(TOPIC);
            case DELETE_TOPICS -> delete(TOPIC, version);
            case DELETE_RECORDS -> deleteRecords(TOPIC);
            case DESCRIBE_CONFIGS -> describe(ConfigResource.Type.BROKER, "0");
            case ALTER_CONFIGS -> alter(ConfigResource.Type.TOPIC, TOPIC);
            case INCREMENTAL_ALTER_CONFIGS ->
                Attempts.setting(ConfigResource.Type.TOPIC, TOPIC, "retention.ms", "3600000");
            case DESCRIBE_LOG_DIRS -> new DescribeLogDirsRequestData().setTopics(null);
            case ELECT_LEADERS -> elect(ElectionType.PREFERRED);
            case STREAMS_GROUP_HEARTBEAT -> heartbeat();
            case OFFSET_FETCH -> fetchOffsets(version, 1);
            case PRODUCE -> produce(version, (short) 1);
            case FETCH, SHARE_FETCH -> fetch(api, version);
            default -> throw new AssertionError("what may be asked by " + api + "? add it here");
        };
    }

    /** Of those that nobody gets at all. */
    static Optional<ApiMessage> refused(ApiKeys api) {
        return Attempts.of(api, api.latestVersion()).map(request -> request.apply(THINGS));
    }

    static ProduceRequestData produce(short version, short acks) {
        ProduceRequestData request =
                (ProduceRequestData) Attempts.of(ApiKeys.PRODUCE, worded(ApiKeys.PRODUCE, version, PRODUCE_BY_ID))
                        .orElseThrow()
                        .apply(THINGS);
        return request.setAcks(acks);
    }

    /** More at once than any plan allows. */
    private static ApiMessage fetch(ApiKeys api, short version) {
        short words = api == ApiKeys.FETCH ? worded(api, version, FETCH_BY_ID) : api.latestVersion();
        ApiMessage request = Attempts.of(api, words).orElseThrow().apply(THINGS);
        return switch (request) {
            case FetchRequestData fetch -> fetch.setMaxBytes(Integer.MAX_VALUE);
            case ShareFetchRequestData fetch ->
                fetch.setMaxBytes(Integer.MAX_VALUE).setMemberId(MEMBER);
            default -> throw new AssertionError(request);
        };
    }

    /** Topics had names before they had ids. */
    private static short worded(ApiKeys api, short version, int firstById) {
        return version < firstById ? api.oldestVersion() : api.latestVersion();
    }

    static List<ApiMessage> forbidden(ApiKeys api, short version) {
        return switch (api) {
            case CREATE_TOPICS -> List.of(create(INTERNAL));
            case CREATE_PARTITIONS -> List.of(grow(INTERNAL));
            case DELETE_TOPICS -> List.of(delete(INTERNAL, version));
            case DELETE_RECORDS -> List.of(deleteRecords(INTERNAL));
            case DESCRIBE_CONFIGS -> List.of(describe(ConfigResource.Type.BROKER_LOGGER, "0"));
            case ALTER_CONFIGS ->
                List.of(alter(ConfigResource.Type.BROKER, "0"), alter(ConfigResource.Type.TOPIC, INTERNAL));
            case INCREMENTAL_ALTER_CONFIGS ->
                List.of(
                        Attempts.setting(ConfigResource.Type.BROKER, "0", "log.cleaner.threads", "2"),
                        Attempts.setting(ConfigResource.Type.BROKER_LOGGER, "0", "root", "TRACE"),
                        Attempts.setting(ConfigResource.Type.TOPIC, INTERNAL, "retention.ms", "1"));
            case OFFSET_FETCH -> version < GROUPS_SINCE ? List.of() : List.of(fetchOffsets(version, 2));
            case ELECT_LEADERS -> version < ELECTION_TYPE_SINCE ? List.of() : List.of(elect(ElectionType.UNCLEAN));
            default -> List.of();
        };
    }

    static Optional<ApiMessage> answer(ApiKeys api, short version) {
        return switch (api) {
            case API_VERSIONS -> Optional.of(apiVersions(version));
            case DESCRIBE_CONFIGS -> Optional.of(settings());
            case DESCRIBE_LOG_DIRS -> Optional.of(logDirs());
            default -> Optional.empty();
        };
    }

    /** Each time of the same group. */
    private static OffsetFetchRequestData fetchOffsets(short version, int times) {
        if (version < GROUPS_SINCE) {
            return new OffsetFetchRequestData().setGroupId("readers").setTopics(List.of());
        }
        var group = new OffsetFetchRequestData.OffsetFetchRequestGroup()
                .setGroupId("readers")
                .setTopics(List.of());
        return new OffsetFetchRequestData()
                .setGroups(Stream.generate(group::duplicate).limit(times).toList());
    }

    /** Three replicas, as copied from a tutorial. */
    private static CreateTopicsRequestData create(String name) {
        var request = new CreateTopicsRequestData().setTimeoutMs(TIMEOUT_MS);
        request.topics()
                .add(new CreateTopicsRequestData.CreatableTopic()
                        .setName(name)
                        .setNumPartitions(2)
                        .setReplicationFactor((short) 3));
        return request;
    }

    private static CreatePartitionsRequestData grow(String name) {
        var request = new CreatePartitionsRequestData().setTimeoutMs(TIMEOUT_MS);
        request.topics()
                .add(new CreatePartitionsRequestData.CreatePartitionsTopic()
                        .setName(name)
                        .setCount(9)
                        .setAssignments(null));
        return request;
    }

    private static DeleteTopicsRequestData delete(String name, short version) {
        var request = new DeleteTopicsRequestData().setTimeoutMs(TIMEOUT_MS);
        return version < DELETE_BY_STATE
                ? request.setTopicNames(List.of(name))
                : request.setTopics(List.of(new DeleteTopicsRequestData.DeleteTopicState().setName(name)));
    }

    private static DeleteRecordsRequestData deleteRecords(String name) {
        return new DeleteRecordsRequestData()
                .setTimeoutMs(TIMEOUT_MS)
                .setTopics(List.of(new DeleteRecordsRequestData.DeleteRecordsTopic()
                        .setName(name)
                        .setPartitions(List.of(new DeleteRecordsRequestData.DeleteRecordsPartition().setOffset(7)))));
    }

    private static DescribeConfigsRequestData describe(ConfigResource.Type type, String name) {
        return new DescribeConfigsRequestData()
                .setResources(List.of(new DescribeConfigsRequestData.DescribeConfigsResource()
                        .setResourceType(type.id())
                        .setResourceName(name)
                        .setConfigurationKeys(null)));
    }

    private static AlterConfigsRequestData alter(ConfigResource.Type type, String name) {
        var resource = new AlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(type.id())
                .setResourceName(name);
        resource.configs()
                .add(new AlterConfigsRequestData.AlterableConfig()
                        .setName("retention.ms")
                        .setValue("3600000"));
        var request = new AlterConfigsRequestData();
        request.resources().add(resource);
        return request;
    }

    private static ElectLeadersRequestData elect(ElectionType type) {
        var partitions = new ElectLeadersRequestData.TopicPartitionsCollection();
        partitions.add(
                new ElectLeadersRequestData.TopicPartitions().setTopic(TOPIC).setPartitions(List.of(0)));
        return new ElectLeadersRequestData()
                .setElectionType(type.value)
                .setTimeoutMs(TIMEOUT_MS)
                .setTopicPartitions(partitions);
    }

    private static StreamsGroupHeartbeatRequestData heartbeat() {
        return new StreamsGroupHeartbeatRequestData()
                .setGroupId("app")
                .setMemberId("member")
                .setTopology(new StreamsGroupHeartbeatRequestData.Topology()
                        .setSubtopologies(List.of(new StreamsGroupHeartbeatRequestData.Subtopology()
                                .setSubtopologyId("0")
                                .setSourceTopics(List.of(TOPIC))
                                .setStateChangelogTopics(List.of(new StreamsGroupHeartbeatRequestData.TopicInfo()
                                        .setName("app-store-changelog")
                                        .setPartitions(2))))));
    }

    /** All that Kafka's brokers have. */
    private static ApiVersionsResponseData apiVersions(short version) {
        var answer = new ApiVersionsResponseData()
                .setApiKeys(ApiVersionsResponse.filterApis(ListenerType.BROKER, true, true));
        if (version >= FEATURES_SINCE) {
            answer.setFinalizedFeaturesEpoch(7);
        }
        return answer;
    }

    private static DescribeConfigsResponseData settings() {
        return new DescribeConfigsResponseData()
                .setResults(List.of(
                        new DescribeConfigsResponseData.DescribeConfigsResult()
                                .setResourceType(ConfigResource.Type.BROKER.id())
                                .setResourceName("0")
                                .setConfigs(new ArrayList<>(List.of(
                                        setting("message.max.bytes", "2097152"),
                                        setting("log.dirs", "/var/lib/kafka"),
                                        setting("listeners", "GATEWAY://127.0.0.1:1")))),
                        new DescribeConfigsResponseData.DescribeConfigsResult()
                                .setResourceType(ConfigResource.Type.TOPIC.id())
                                .setResourceName(TOPIC)
                                .setConfigs(List.of(setting("retention.ms", "3600000")))));
    }

    private static DescribeConfigsResponseData.DescribeConfigsResourceResult setting(String name, String value) {
        return new DescribeConfigsResponseData.DescribeConfigsResourceResult()
                .setName(name)
                .setValue(value);
    }

    private static DescribeLogDirsResponseData logDirs() {
        return new DescribeLogDirsResponseData()
                .setResults(List.of(new DescribeLogDirsResponseData.DescribeLogDirsResult()
                        .setLogDir("/var/lib/weir/clusters/lkc-1/0")
                        .setTotalBytes(1_000_000_000)
                        .setUsableBytes(900_000_000)
                        .setTopics(List.of(new DescribeLogDirsResponseData.DescribeLogDirsTopic()
                                .setName(TOPIC)
                                .setPartitions(List.of(new DescribeLogDirsResponseData.DescribeLogDirsPartition()
                                        .setPartitionSize(4_096)))))));
    }
}
