package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.Creations;
import dev.weir.gateway.admission.Exceeded;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Subtopology;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.TopicInfo;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.CreatePartitionsRequest;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.StreamsGroupHeartbeatRequest;

/** A request that may make partitions. */
final class Creation implements Creations.Wanted {
    private final AbstractRequest request;
    private final int correlationId;

    private Creation(AbstractRequest request, int correlationId) {
        this.request = request;
        this.correlationId = correlationId;
    }

    static boolean concerns(short api) {
        return api == ApiKeys.CREATE_TOPICS.id
                || api == ApiKeys.CREATE_PARTITIONS.id
                || api == ApiKeys.STREAMS_GROUP_HEARTBEAT.id;
    }

    /** Leaves the frame as it is. Throws what Kafka's parsers throw when it isn't readable. */
    static Creation read(ByteBuf frame) {
        ByteBuffer content = Wire.content(frame);
        RequestHeader header = RequestHeader.parse(content);
        AbstractRequest request = AbstractRequest.parseRequest(
                        header.apiKey(), header.apiVersion(), new ByteBufferAccessor(content))
                .request;
        return new Creation(request, header.correlationId());
    }

    /** False for most heartbeats. */
    boolean makesSome() {
        return !(request instanceof StreamsGroupHeartbeatRequest heartbeat)
                || heartbeat.data().topology() != null;
    }

    @Override
    public long partitions(Map<String, Integer> existing) {
        return switch (request) {
            case CreateTopicsRequest create ->
                create.data().topics().stream()
                        .filter(topic -> !existing.containsKey(topic.name()))
                        .mapToLong(Creation::count)
                        .sum();
            case CreatePartitionsRequest create ->
                create.data().topics().stream()
                        .mapToLong(topic -> more(topic, existing))
                        .sum();
            case StreamsGroupHeartbeatRequest heartbeat
            when heartbeat.data().topology() != null ->
                heartbeat.data().topology().subtopologies().stream()
                        .mapToLong(part -> internal(part, existing))
                        .sum();
            default -> 0;
        };
    }

    private static int count(CreatableTopic topic) {
        return topic.assignments().isEmpty()
                ? Math.max(1, topic.numPartitions())
                : topic.assignments().size();
    }

    private static int more(CreatePartitionsTopic topic, Map<String, Integer> existing) {
        Integer now = existing.get(topic.name());
        return now == null ? 0 : Math.max(0, topic.count() - now);
    }

    /** Kafka gives a subtopology's own topics as many partitions as the largest of its sources, unless they say. */
    private static long internal(Subtopology part, Map<String, Integer> existing) {
        int tasks = Stream.concat(
                        part.sourceTopics().stream().map(source -> existing.getOrDefault(source, 1)),
                        part.repartitionSourceTopics().stream().map(TopicInfo::partitions))
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        return Stream.concat(part.repartitionSourceTopics().stream(), part.stateChangelogTopics().stream())
                .filter(topic -> !existing.containsKey(topic.name()))
                .mapToLong(topic -> topic.partitions() > 0 ? topic.partitions() : Math.max(1, tasks))
                .sum();
    }

    ByteBuf refusal(Exceeded exceeded) {
        return refusal(new PolicyViolationException(exceeded.message()));
    }

    /** Nobody could say how many partitions there are; clients try again. */
    ByteBuf unknown() {
        return refusal(new TimeoutException("the cluster's partitions couldn't be counted"));
    }

    private ByteBuf refusal(ApiException why) {
        return Wire.response(
                request.apiKey(),
                request.version(),
                correlationId,
                request.getErrorResponse(0, why).data());
    }
}
