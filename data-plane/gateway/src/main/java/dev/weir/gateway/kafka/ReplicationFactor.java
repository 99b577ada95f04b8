package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import java.util.function.IntSupplier;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * Lowers what a CreateTopics request asks for to what the cluster has: commands copied from elsewhere ask for three
 * replicas, also of a cluster of one broker. The factor has a fixed width, so it is written over in the frame.
 */
final class ReplicationFactor {
    private static final int FIRST_FLEXIBLE = 5;

    private ReplicationFactor() {}

    /** Does nothing to other requests, nor to one that can't be read: the broker or {@link RequestJudge} refuses it. */
    static void lower(ByteBuf frame, IntSupplier brokersThere) {
        if (frame.readableBytes() < Wire.SHORTEST_REQUEST || Wire.apiId(frame) != ApiKeys.CREATE_TOPICS.id) {
            return;
        }
        int brokers = brokersThere.getAsInt();
        if (brokers == 0) {
            return;
        }
        boolean flexible = Wire.version(frame) >= FIRST_FLEXIBLE;
        int at = frame.readerIndex() + Wire.SHORTEST_REQUEST;
        var body = new Body(frame.slice(at, frame.writerIndex() - at), flexible);
        try {
            body.skipClientId();
            for (int topics = body.count(); topics > 0; topics--) {
                body.skipTopic(brokers);
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // Nobody can read it, so nobody acts on it.
        }
    }

    /** A request from behind its correlation id. */
    private record Body(ByteBuf bytes, boolean flexible) {
        void skipClientId() {
            bytes.skipBytes(Math.max(0, bytes.readShort()));
            skipTags();
        }

        void skipTopic(int brokers) {
            skipString();
            bytes.skipBytes(Integer.BYTES);
            int place = bytes.readerIndex();
            if (bytes.readShort() > brokers) {
                bytes.setShort(place, brokers);
            }
            for (int assignments = count(); assignments > 0; assignments--) {
                bytes.skipBytes(Integer.BYTES);
                for (int replicas = count(); replicas > 0; replicas--) {
                    bytes.skipBytes(Integer.BYTES);
                }
                skipTags();
            }
            for (int settings = count(); settings > 0; settings--) {
                skipString();
                skipString();
                skipTags();
            }
            skipTags();
        }

        int count() {
            return flexible ? ProduceAcks.unsignedVarint(bytes) - 1 : bytes.readInt();
        }

        private void skipString() {
            bytes.skipBytes(Math.max(0, flexible ? ProduceAcks.unsignedVarint(bytes) - 1 : bytes.readShort()));
        }

        private void skipTags() {
            if (flexible) {
                ProduceAcks.skipTaggedFields(bytes);
            }
        }
    }
}
