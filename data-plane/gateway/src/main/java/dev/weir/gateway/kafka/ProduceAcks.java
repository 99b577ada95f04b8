package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;

/**
 * Finds {@code acks} in a Produce request (from version 3): client id, then from version 9 the header's tagged fields,
 * then the transactional id, then acks.
 */
final class ProduceAcks {
    private static final int FIRST_FLEXIBLE = 9;
    private static final int FIRST_TRANSACTIONAL = 3;

    private ProduceAcks() {}

    /** True when the broker won't answer. A request that can't be read that far isn't answered either, but refused. */
    static boolean areZero(ByteBuf frame, short version) {
        int at = frame.readerIndex() + Wire.SHORTEST_REQUEST;
        try {
            ByteBuf body = frame.slice(at, frame.writerIndex() - at);
            body.skipBytes(Math.max(0, body.readShort()));
            if (version >= FIRST_FLEXIBLE) {
                skipTaggedFields(body);
                body.skipBytes(Math.max(0, unsignedVarint(body) - 1));
            } else if (version >= FIRST_TRANSACTIONAL) {
                body.skipBytes(Math.max(0, body.readShort()));
            }
            return body.readShort() == 0;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    static void skipTaggedFields(ByteBuf body) {
        for (int count = unsignedVarint(body); count > 0; count--) {
            unsignedVarint(body);
            int length = unsignedVarint(body);
            if (length < 0) {
                throw new IndexOutOfBoundsException("length " + length);
            }
            body.skipBytes(length);
        }
    }

    static int unsignedVarint(ByteBuf body) {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte next = body.readByte();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("varint");
    }
}
