package dev.weir.gateway.kafka;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.ListConfigResourcesRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Those of {@link Attempts} that an API's oldest version puts in other words: names of topics, one group. */
final class OldAttempts {
    private static final Map<ApiKeys, Function<Belongings, ApiMessage>> REQUESTS = new EnumMap<>(ApiKeys.class);

    static {
        REQUESTS.put(ApiKeys.PRODUCE, of -> {
            var request = new ProduceRequestData().setAcks((short) -1).setTimeoutMs(5_000);
            request.topicData()
                    .add(new ProduceRequestData.TopicProduceData()
                            .setName(of.topic())
                            .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData()
                                    .setRecords(MemoryRecords.withRecords(
                                            Compression.NONE, new SimpleRecord(new byte[] {1}))))));
            return request;
        });
        REQUESTS.put(
                ApiKeys.FETCH,
                of -> new FetchRequestData()
                        .setMaxBytes(100_000)
                        .setTopics(List.of(new FetchRequestData.FetchTopic()
                                .setTopic(of.topic())
                                .setPartitions(List.of(
                                        new FetchRequestData.FetchPartition().setPartitionMaxBytes(100_000))))));
        REQUESTS.put(ApiKeys.FIND_COORDINATOR, of -> new FindCoordinatorRequestData().setKey(of.group()));
        REQUESTS.put(
                ApiKeys.INIT_PRODUCER_ID,
                of -> new InitProducerIdRequestData()
                        .setTransactionalId(of.transactionalId())
                        .setTransactionTimeoutMs(60_000));
        REQUESTS.put(
                ApiKeys.LEAVE_GROUP,
                of -> new LeaveGroupRequestData().setGroupId(of.group()).setMemberId("member"));
        REQUESTS.put(
                ApiKeys.OFFSET_COMMIT,
                of -> new OffsetCommitRequestData()
                        .setGroupId(of.group())
                        .setTopics(List.of(new OffsetCommitRequestData.OffsetCommitRequestTopic()
                                .setName(of.topic())
                                .setPartitions(List.of(new OffsetCommitRequestData.OffsetCommitRequestPartition())))));
        REQUESTS.put(
                ApiKeys.OFFSET_FETCH,
                of -> new OffsetFetchRequestData()
                        .setGroupId(of.group())
                        .setTopics(List.of(new OffsetFetchRequestData.OffsetFetchRequestTopic()
                                .setName(of.topic())
                                .setPartitionIndexes(List.of(0)))));
        REQUESTS.put(
                ApiKeys.DELETE_TOPICS,
                of -> new DeleteTopicsRequestData().setTimeoutMs(5_000).setTopicNames(List.of(of.topic())));
        REQUESTS.put(ApiKeys.LIST_CONFIG_RESOURCES, _ -> new ListConfigResourcesRequestData());
    }

    private OldAttempts() {}

    static Optional<Function<Belongings, ApiMessage>> of(ApiKeys api) {
        return Optional.ofNullable(REQUESTS.get(api));
    }
}
