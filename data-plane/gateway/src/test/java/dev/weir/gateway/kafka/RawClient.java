package dev.weir.gateway.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.security.auth.SaslExtensions;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerClientInitialResponse;

/** A socket that sends whatever a test likes. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new DataInputStream(socket.getInputStream());
    }

    static RawClient authenticated(String key) throws IOException {
        return authenticated(key, KafkaTestbed.bootstrapPort());
    }

    static RawClient authenticated(String key, int port) throws IOException {
        var client = new RawClient(port);
        client.send(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism("PLAIN"));
        client.read();
        SaslAuthenticateResponseData answer = client.authenticate(key, KafkaTestbed.SECRET);
        if (answer.errorCode() != 0) {
            throw new IOException(answer.errorMessage());
        }
        return client;
    }

    /** From another address of this machine, and with these bytes before anything else. */
    RawClient(InetAddress from, int port, byte[] first) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
        in = new DataInputStream(socket.getInputStream());
        send(first);
    }

    /** The same with a token of SASL/OAUTHBEARER for a cluster. */
    static RawClient withToken(String jwt, String cluster) throws IOException {
        var client = new RawClient(KafkaTestbed.bootstrapPort());
        SaslAuthenticateResponseData answer = client.showToken(jwt, cluster);
        if (answer.errorCode() != 0) {
            throw new IOException(answer.errorMessage());
        }
        return client;
    }

    SaslAuthenticateResponseData showToken(String jwt, String cluster) throws IOException {
        ask(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism("OAUTHBEARER"));
        var extensions = new SaslExtensions(Map.of("logicalCluster", cluster, "identityPoolId", "pool-1"));
        return message(new OAuthBearerClientInitialResponse(jwt, extensions).toBytes());
    }

    SaslAuthenticateResponseData authenticate(String key, String secret) throws IOException {
        return message(("\0" + key + "\0" + secret).getBytes(UTF_8));
    }

    SaslAuthenticateResponseData message(byte[] bytes) throws IOException {
        var token = new SaslAuthenticateRequestData().setAuthBytes(bytes);
        return ((SaslAuthenticateResponse) ask(ApiKeys.SASL_AUTHENTICATE, token)).data();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void sendLength(int length) throws IOException {
        send(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }

    void send(ApiKeys api, ApiMessage body) throws IOException {
        send(api, api.latestVersion(), body);
    }

    void send(ApiKeys api, short version, ApiMessage body) throws IOException {
        ByteBuf frame = Wire.request(api, version, 7, body);
        send(frame.array());
    }

    byte[] read() throws IOException {
        socket.setSoTimeout(10_000);
        byte[] content = new byte[in.readInt()];
        in.readFully(content);
        return content;
    }

    AbstractResponse ask(ApiKeys api, ApiMessage body) throws IOException {
        return ask(api, api.latestVersion(), body);
    }

    AbstractResponse ask(ApiKeys api, short version, ApiMessage body) throws IOException {
        send(api, version, body);
        var header = new RequestHeader(api, version, "test", 7);
        return AbstractResponse.parseResponse(ByteBuffer.wrap(read()), header);
    }

    void askMetadata() throws IOException {
        ask(ApiKeys.METADATA, new MetadataRequestData());
    }

    Socket socket() {
        return socket;
    }

    static ApiVersionsRequestData apiVersions() {
        return new ApiVersionsRequestData().setClientSoftwareName("test").setClientSoftwareVersion("1");
    }

    /** Whether the other side closes within that time; whatever it sends before is skipped. */
    boolean isClosedWithin(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        byte[] skipped = new byte[4096];
        while (true) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            socket.setSoTimeout((int) left);
            try {
                if (in.read(skipped) < 0) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                return false;
            } catch (EOFException | SocketException e) {
                return true;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
