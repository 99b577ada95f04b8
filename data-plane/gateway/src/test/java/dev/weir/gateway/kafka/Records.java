package dev.weir.gateway.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Records by bare requests, in versions that name topics. */
final class Records {
    private static final short PRODUCE_VERSION = 12;
    private static final short FETCH_VERSION = 12;
    private static final int MEGA = 1_000_000;

    private Records() {}

    /** One record of that size; returns it. */
    static long produce(RawClient client, String topic, int bytes) throws IOException {
        var records = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(new byte[bytes]));
        var partition = new PartitionProduceData().setIndex(0).setRecords(records);
        var request = new ProduceRequestData().setAcks((short) 1).setTimeoutMs(5_000);
        request.topicData().add(new TopicProduceData().setName(topic).setPartitionData(List.of(partition)));
        client.send(ApiKeys.PRODUCE, PRODUCE_VERSION, request);
        client.read();
        return bytes;
    }

    /** From the beginning, at most a megabyte; returns how much came. */
    static long fetch(RawClient client, String topic) throws IOException {
        client.send(ApiKeys.FETCH, FETCH_VERSION, fetch(topic, 500, 1));
        return client.read().length;
    }

    static FetchRequestData fetch(String topic, int waitMillis, int leastBytes) {
        var request = new FetchRequestData()
                .setMaxWaitMs(waitMillis)
                .setMinBytes(leastBytes)
                .setMaxBytes(MEGA);
        request.topics()
                .add(new FetchTopic()
                        .setTopic(topic)
                        .setPartitions(List.of(new FetchPartition()
                                .setPartition(0)
                                .setFetchOffset(0)
                                .setPartitionMaxBytes(MEGA))));
        return request;
    }
}
