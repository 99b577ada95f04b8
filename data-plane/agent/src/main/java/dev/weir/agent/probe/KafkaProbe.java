package dev.weir.agent.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Asks a broker for its API versions, which it answers before authentication.
 *
 * @param address of a listener
 */
record KafkaProbe(InetSocketAddress address) implements Probe {
    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 1;
    private static final byte[] CLIENT = "weir-agent".getBytes(UTF_8);
    private static final byte[] QUESTION = question();

    @Override
    public Health ask() {
        return Exchange.with(address, QUESTION, answer -> {
                    answer.readInt();
                    return answer.readInt() == CORRELATION ? Health.HEALTHY : Health.UNREADY;
                })
                .orElse(Health.SILENT);
    }

    private static byte[] question() {
        int length = Short.BYTES + Short.BYTES + Integer.BYTES + Short.BYTES + CLIENT.length;
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(CORRELATION)
                .putShort((short) CLIENT.length)
                .put(CLIENT)
                .array();
    }
}
