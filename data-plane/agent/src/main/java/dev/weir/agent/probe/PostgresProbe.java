package dev.weir.agent.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Begins to log in: a server that is still recovering refuses, one that serves asks for the password
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html, StartupMessage).
 *
 * @param address of the server
 */
record PostgresProbe(InetSocketAddress address) implements Probe {
    private static final int PROTOCOL_3_0 = 196_608;
    private static final byte[] QUESTION = question();

    @Override
    public Health ask() {
        return Exchange.with(
                        address, QUESTION, answer -> answer.readUnsignedByte() == 'R' ? Health.HEALTHY : Health.UNREADY)
                .orElse(Health.SILENT);
    }

    private static byte[] question() {
        byte[] parameters = "user\0weir\0database\0weir\0\0".getBytes(US_ASCII);
        int length = Integer.BYTES + Integer.BYTES + parameters.length;
        return ByteBuffer.allocate(length)
                .putInt(length)
                .putInt(PROTOCOL_3_0)
                .put(parameters)
                .array();
    }
}
