package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;

/**
 * Where the answers that carry records say for how long the client should be silent: {@code throttle_time_ms}. What the
 * broker wrote there stays unless ours is longer.
 */
final class ThrottleField {
    private static final int FIRST_FETCH = 4;
    private static final int FIRST_FLEXIBLE_FETCH = 12;
    private static final int FIRST_PRODUCE = 3;
    /** After the correlation id; flexible headers have an empty list of tagged fields between. */
    private static final int AT = Integer.BYTES;

    private ThrottleField() {}

    /** Whether an answer that is handed over whole has the field. */
    static boolean isIn(ApiKeys api, short version) {
        return api == ApiKeys.PRODUCE && version >= FIRST_PRODUCE;
    }

    /** Where the field is from an answer's first byte on, when it is among the first; otherwise 0. */
    static int offset(ApiKeys api, short version) {
        if (api == ApiKeys.FETCH && version >= FIRST_FETCH) {
            return version < FIRST_FLEXIBLE_FETCH ? AT : AT + 1;
        }
        return api == ApiKeys.SHARE_FETCH ? AT + 1 : 0;
    }

    static void raise(ByteBuf bytes, int index, int millis) {
        if (bytes.getInt(index) < millis) {
            bytes.setInt(index, millis);
        }
    }

    /** The answer to Produce with the field raised, as a frame. */
    static ByteBuf raiseProduce(ByteBuffer answer, short version, int millis) {
        var reader = new ByteBufferAccessor(answer);
        var header = new ResponseHeaderData(reader, ApiKeys.PRODUCE.responseHeaderVersion(version));
        var body = new ProduceResponseData(reader, version);
        body.setThrottleTimeMs(Math.max(body.throttleTimeMs(), millis));
        return Wire.response(ApiKeys.PRODUCE, version, header.correlationId(), body);
    }
}
