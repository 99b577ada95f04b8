package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;

/** Writes Kafka's messages as frames, and reads around in frames. A frame includes its length prefix. */
final class Wire {
    static final int LENGTH_PREFIX = Integer.BYTES;
    private static final int API_AT = LENGTH_PREFIX;
    private static final int VERSION_AT = API_AT + Short.BYTES;
    private static final int CORRELATION_AT = VERSION_AT + Short.BYTES;
    /** Length, API, version and correlation id. */
    static final int SHORTEST_REQUEST = CORRELATION_AT + Integer.BYTES;

    private static final String CLIENT_ID = "weir-gateway";

    private Wire() {}

    static short apiId(ByteBuf frame) {
        return frame.getShort(frame.readerIndex() + API_AT);
    }

    static short version(ByteBuf frame) {
        return frame.getShort(frame.readerIndex() + VERSION_AT);
    }

    static int correlationId(ByteBuf frame) {
        return frame.getInt(frame.readerIndex() + CORRELATION_AT);
    }

    /** What follows the length. */
    static ByteBuffer content(ByteBuf frame) {
        return frame.nioBuffer(frame.readerIndex() + LENGTH_PREFIX, frame.readableBytes() - LENGTH_PREFIX);
    }

    static ByteBuf response(ApiKeys api, short version, int correlationId, ApiMessage body) {
        var header = new ResponseHeaderData().setCorrelationId(correlationId);
        return frame(header, api.responseHeaderVersion(version), body, version);
    }

    static ByteBuf request(ApiKeys api, short version, int correlationId, ApiMessage body) {
        var header = new RequestHeaderData()
                .setRequestApiKey(api.id)
                .setRequestApiVersion(version)
                .setCorrelationId(correlationId)
                .setClientId(CLIENT_ID);
        return frame(header, api.requestHeaderVersion(version), body, version);
    }

    private static ByteBuf frame(ApiMessage header, short headerVersion, ApiMessage body, short version) {
        var cache = new ObjectSerializationCache();
        int length = header.size(cache, headerVersion) + body.size(cache, version);
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH_PREFIX + length);
        bytes.putInt(length);
        var writer = new ByteBufferAccessor(bytes);
        header.write(writer, cache, headerVersion);
        body.write(writer, cache, version);
        return Unpooled.wrappedBuffer(bytes.flip());
    }
}
