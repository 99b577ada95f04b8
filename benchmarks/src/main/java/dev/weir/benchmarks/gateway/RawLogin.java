package dev.weir.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.platform.ApiKey;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.kafka.common.protocol.ApiKeys;

/** A connection as cheap as can be: SASL/PLAIN by hand, so that the driver isn't what is measured. */
final class RawLogin implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final short HANDSHAKE = 1;
    private static final short AUTHENTICATE = 0;
    private static final short METADATA = 1;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    /** Connects and authenticates. */
    RawLogin(InetSocketAddress gateway, ApiKey key) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(gateway, PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        ask(ApiKeys.SASL_HANDSHAKE, HANDSHAKE, body -> body.writeUTF("PLAIN"));
        byte[] token = ("\0" + key.id() + "\0" + key.secret()).getBytes(UTF_8);
        ask(ApiKeys.SASL_AUTHENTICATE, AUTHENTICATE, body -> {
            body.writeInt(token.length);
            body.write(token);
        });
    }

    /** Asks for the metadata of no topic, which makes the gateway log in at the broker. */
    void askBroker() throws IOException {
        ask(ApiKeys.METADATA, METADATA, body -> body.writeInt(0));
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private void ask(ApiKeys api, short version, Body body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(0);
        out.writeShort(api.id);
        out.writeShort(version);
        out.writeInt(0);
        out.writeUTF("bench");
        body.write(out);
        byte[] frame = bytes.toByteArray();
        java.nio.ByteBuffer.wrap(frame).putInt(frame.length - Integer.BYTES);
        socket.getOutputStream().write(frame);
        byte[] answer = in.readNBytes(in.readInt());
        // Both of SASL's answers begin with an error code, after the correlation id.
        if (api != ApiKeys.METADATA && java.nio.ByteBuffer.wrap(answer).getShort(Integer.BYTES) != 0) {
            throw new BenchmarkFailedException("refused: " + new String(answer, UTF_8).trim());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
