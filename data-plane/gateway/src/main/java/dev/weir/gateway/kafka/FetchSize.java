package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.ClusterAdmission;
import io.netty.buffer.ByteBuf;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * Lowers {@code max_bytes} of a Fetch or ShareFetch in its place to what the cluster's limit allows at once. Otherwise
 * single answers could be worth many seconds, in which their clients would give up.
 */
final class FetchSize {
    private static final int FIRST_WITH_MAX_BYTES = 3;
    private static final int FIRST_FLEXIBLE = 12;
    private static final int LAST_WITH_REPLICA = 14;
    /** {@code max_wait_ms} and {@code min_bytes}. */
    private static final int BEFORE = 2 * Integer.BYTES;

    private FetchSize() {}

    static void bound(ByteBuf frame, ClusterAdmission admission) {
        short api = Wire.apiId(frame);
        if (api == ApiKeys.FETCH.id || api == ApiKeys.SHARE_FETCH.id) {
            int at = api == ApiKeys.FETCH.id ? inFetch(frame) : inShareFetch(frame);
            if (at > 0) {
                int most = admission.fetchBytes();
                if (frame.getInt(at) > most) {
                    frame.setInt(at, most);
                }
            }
        }
    }

    /** Index of the field; 0 when there is none, or the broker will complain of the request anyway. */
    static int inFetch(ByteBuf frame) {
        short version = Wire.version(frame);
        if (version < FIRST_WITH_MAX_BYTES) {
            return 0;
        }
        try {
            ByteBuf body = body(frame, version >= FIRST_FLEXIBLE);
            body.skipBytes(version <= LAST_WITH_REPLICA ? Integer.BYTES + BEFORE : BEFORE);
            return index(frame, body);
        } catch (IndexOutOfBoundsException e) {
            return 0;
        }
    }

    static int inShareFetch(ByteBuf frame) {
        try {
            ByteBuf body = body(frame, true);
            skipString(body);
            skipString(body);
            // The session's epoch stands before.
            body.skipBytes(Integer.BYTES + BEFORE);
            return index(frame, body);
        } catch (IndexOutOfBoundsException e) {
            return 0;
        }
    }

    private static ByteBuf body(ByteBuf frame, boolean flexible) {
        int at = frame.readerIndex() + Wire.SHORTEST_REQUEST;
        ByteBuf body = frame.slice(at, frame.writerIndex() - at);
        body.skipBytes(Math.max(0, body.readShort()));
        if (flexible) {
            ProduceAcks.skipTaggedFields(body);
        }
        return body;
    }

    private static void skipString(ByteBuf body) {
        body.skipBytes(Math.max(0, ProduceAcks.unsignedVarint(body) - 1));
    }

    private static int index(ByteBuf frame, ByteBuf body) {
        if (body.readableBytes() < Integer.BYTES) {
            return 0;
        }
        return frame.readerIndex() + Wire.SHORTEST_REQUEST + body.readerIndex();
    }
}
