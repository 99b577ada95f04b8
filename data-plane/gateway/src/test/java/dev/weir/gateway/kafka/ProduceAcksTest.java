package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.protocol.types.RawTaggedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProduceAcksTest {
    static Stream<Short> versions() {
        return IntStream.rangeClosed(ApiKeys.PRODUCE.oldestVersion(), ApiKeys.PRODUCE.latestVersion())
                .mapToObj(version -> (short) version);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void acksAreFoundInEveryVersion(short version) {
        for (String client : new String[] {null, "", "a client of a certain length"}) {
            for (String transaction : new String[] {null, "", "t".repeat(300)}) {
                assertThat(ProduceAcks.areZero(frame(version, client, transaction, 0), version))
                        .isTrue();
                assertThat(ProduceAcks.areZero(frame(version, client, transaction, 1), version))
                        .isFalse();
                assertThat(ProduceAcks.areZero(frame(version, client, transaction, -1), version))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatIsCutOffAsksForNothing(short version) {
        ByteBuf frame = frame(version, "client", "transaction", 0);
        for (int length = Wire.SHORTEST_REQUEST; length < 30; length++) {
            assertThat(ProduceAcks.areZero(frame.slice(0, length), version)).isFalse();
        }
    }

    @Test
    void aTagOfNegativeLengthAsksForNothing() {
        ByteBuf frame = Unpooled.buffer();
        frame.writeInt(0)
                .writeShort(ApiKeys.PRODUCE.id)
                .writeShort(9)
                .writeInt(1)
                .writeShort(-1);
        frame.writeByte(1)
                .writeByte(0)
                .writeBytes(new byte[] {-1, -1, -1, -1, 0x0F})
                .writeZero(20);
        assertThat(ProduceAcks.areZero(frame, (short) 9)).isFalse();
    }

    private static ByteBuf frame(short version, String client, String transaction, int acks) {
        var header = new RequestHeaderData()
                .setRequestApiKey(ApiKeys.PRODUCE.id)
                .setRequestApiVersion(version)
                .setClientId(client);
        short headerVersion = ApiKeys.PRODUCE.requestHeaderVersion(version);
        if (headerVersion >= 2) {
            header.unknownTaggedFields().addAll(List.of(new RawTaggedField(200, new byte[300])));
        }
        var body = new ProduceRequestData().setTransactionalId(transaction).setAcks((short) acks);
        var cache = new ObjectSerializationCache();
        int length = header.size(cache, headerVersion) + body.size(cache, version);
        ByteBuffer bytes = ByteBuffer.allocate(4 + length).putInt(length);
        var writer = new ByteBufferAccessor(bytes);
        header.write(writer, cache, headerVersion);
        body.write(writer, cache, version);
        return Unpooled.wrappedBuffer(bytes.flip());
    }
}
