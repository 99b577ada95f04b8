package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.Type;

/**
 * Where answers say for how long the client should be silent: {@code throttle_time_ms}, by Kafka's own schemas. What the
 * broker wrote there stays unless ours is longer.
 */
final class ThrottleField {
    private static final String NAME = "throttle_time_ms";
    private static final Map<Type, Integer> FIXED_SIZES =
            Map.of(Type.BOOLEAN, 1, Type.INT8, 1, Type.INT16, 2, Type.INT32, 4, Type.INT64, 8, Type.UUID, 16);
    /** Those of each API, by version; looked up only for who is throttled. */
    private static final Map<ApiKeys, int[]> OFFSETS = new ConcurrentHashMap<>();

    private static final int FIRST_PRODUCE = 3;

    private ThrottleField() {}

    /** Whether an answer that is handed over whole has the field. */
    static boolean isIn(ApiKeys api, short version) {
        return api == ApiKeys.PRODUCE && version >= FIRST_PRODUCE;
    }

    /** Where the field is from an answer's first byte on, when it is among the first; otherwise 0. */
    static int offset(ApiKeys api, short version) {
        int[] offsets = OFFSETS.computeIfAbsent(api, ThrottleField::offsets);
        return version >= 0 && version < offsets.length ? offsets[version] : 0;
    }

    private static int[] offsets(ApiKeys api) {
        Schema[] schemas = api.messageType.responseSchemas();
        int[] offsets = new int[schemas.length];
        for (short version = 0; version < schemas.length; version++) {
            if (schemas[version] != null) {
                offsets[version] = offset(schemas[version], api.responseHeaderVersion(version));
            }
        }
        return offsets;
    }

    private static int offset(Schema answer, short header) {
        // After the correlation id; flexible headers have an empty list of tagged fields between.
        int at = header == 0 ? Integer.BYTES : Integer.BYTES + 1;
        for (BoundField field : answer.fields()) {
            if (field.def.name.equals(NAME)) {
                return at + Integer.BYTES <= AnswerStream.LARGEST_HEAD ? at : 0;
            }
            Integer size = FIXED_SIZES.get(field.def.type);
            if (size == null) {
                return 0;
            }
            at += size;
        }
        return 0;
    }

    static void raise(ByteBuf bytes, int index, int millis) {
        if (bytes.getInt(index) < millis) {
            bytes.setInt(index, millis);
        }
    }

    /** The same in an answer that is there as a frame, if it has the field among its first. */
    static void raise(ByteBuf frame, ApiKeys api, short version, int millis) {
        int offset = millis == 0 ? 0 : offset(api, version);
        if (offset > 0) {
            raise(frame, frame.readerIndex() + Wire.LENGTH_PREFIX + offset, millis);
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
