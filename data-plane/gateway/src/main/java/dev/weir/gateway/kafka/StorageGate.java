package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.admission.Exceeded;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/** Refuses records for clusters that store as much as they may. */
final class StorageGate {
    private StorageGate() {}

    /** Null for what isn't refused here. Leaves the frame as it is. */
    static @Nullable Verdict refusal(ByteBuf frame, ClusterAdmission admission) {
        if (frame.readableBytes() < Wire.SHORTEST_REQUEST || Wire.apiId(frame) != ApiKeys.PRODUCE.id) {
            return null;
        }
        Exceeded exceeded = admission.full().orElse(null);
        return exceeded == null || !ApiKeys.PRODUCE.isVersionSupported(Wire.version(frame))
                ? null
                : refuse(Wire.content(frame), exceeded);
    }

    private static Verdict refuse(ByteBuffer content, Exceeded exceeded) {
        try {
            RequestHeader header = RequestHeader.parse(content);
            short version = header.apiVersion();
            AbstractRequest request =
                    AbstractRequest.parseRequest(ApiKeys.PRODUCE, version, new ByteBufferAccessor(content)).request;
            AbstractResponse answer = request.getErrorResponse(0, new PolicyViolationException(exceeded.message()));
            // With acks=0 there is none, and only the end of the connection tells.
            return answer == null
                    ? new Verdict.Close(exceeded.message())
                    : new Verdict.Answer(
                            Wire.response(ApiKeys.PRODUCE, version, header.correlationId(), answer.data()));
        } catch (RuntimeException e) {
            // Kafka's parsers throw many kinds; whatever it is, nobody can answer this request.
            return new Verdict.Close("unreadable PRODUCE: " + e.getClass().getSimpleName());
        }
    }
}
