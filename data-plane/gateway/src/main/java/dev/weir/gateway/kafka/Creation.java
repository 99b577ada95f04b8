package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.Creations;
import dev.weir.gateway.admission.Exceeded;
import dev.weir.tenants.broker.BrokerSpec;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.CoordinatorLoadInProgressException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.StreamsGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
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
    private final StreamsTopology topology;

    private Creation(AbstractRequest request, int correlationId, StreamsTopology topology) {
        this.request = request;
        this.correlationId = correlationId;
        this.topology = topology;
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
        StreamsTopology topology = request instanceof StreamsGroupHeartbeatRequest heartbeat
                        && heartbeat.data().topology() != null
                ? StreamsTopology.of(heartbeat.data().topology())
                : StreamsTopology.NONE;
        return new Creation(request, header.correlationId(), topology);
    }

    /** False for who leaves its group. */
    boolean makesSome() {
        return !(request instanceof StreamsGroupHeartbeatRequest heartbeat)
                || heartbeat.data().memberEpoch() >= 0;
    }

    /** The group of a heartbeat that may make what a topology asked for that was told before. */
    Optional<String> groupWithTopology() {
        return request instanceof StreamsGroupHeartbeatRequest heartbeat
                        && heartbeat.data().topology() == null
                ? Optional.of(heartbeat.data().groupId())
                : Optional.empty();
    }

    Creation with(StreamsTopology known) {
        return new Creation(request, correlationId, known);
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
            case StreamsGroupHeartbeatRequest _ -> topology.missing(existing);
            default -> 0;
        };
    }

    private static int count(CreatableTopic topic) {
        if (!topic.assignments().isEmpty()) {
            return topic.assignments().size();
        }
        return topic.numPartitions() < 0 ? BrokerSpec.TENANTS_PARTITIONS : Math.max(1, topic.numPartitions());
    }

    private static int more(CreatePartitionsTopic topic, Map<String, Integer> existing) {
        Integer now = existing.get(topic.name());
        return now == null ? 0 : Math.max(0, topic.count() - now);
    }

    ByteBuf refusal(Exceeded exceeded) {
        return refusal(new PolicyViolationException(exceeded.message()));
    }

    /** Nobody could say how many partitions there are; clients try again. */
    ByteBuf unknown() {
        String why = "the cluster's partitions couldn't be counted";
        return refusal(
                request instanceof StreamsGroupHeartbeatRequest
                        ? new CoordinatorLoadInProgressException(why)
                        : new TimeoutException(why));
    }

    private ByteBuf refusal(ApiException why) {
        ApiMessage answer = request.getErrorResponse(0, why).data();
        if (answer instanceof StreamsGroupHeartbeatResponseData heartbeat) {
            // Kafka's own error answer has no words.
            heartbeat.setErrorMessage(why.getMessage());
        }
        return Wire.response(request.apiKey(), request.version(), correlationId, answer);
    }
}
