package dev.weir.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.broker.settings.RenewedTls;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.FindCoordinatorRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.SaslAuthenticateRequest;
import org.apache.kafka.common.requests.SaslHandshakeRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker itself for a group's coordinator, until there is one: so {@code __consumer_offsets} exists before the
 * first consumer comes, which would otherwise wait half a second for it. A bare connection, since Kafka's own client
 * would cost more memory and time than all of this.
 */
final class CoordinatorWarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorWarmUp.class);
    private static final String GROUP = "weir-warm-up";
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int ATTEMPTS = 50;
    private static final int PAUSE_MILLIS = 100;

    private final BrokerSpec spec;

    CoordinatorWarmUp(BrokerSpec spec) {
        this.spec = spec;
    }

    void start() {
        Thread.ofPlatform().daemon().name("weir-warm-up").start(this::run);
    }

    private void run() {
        BrokerNode node = spec.node();
        try (Socket socket = socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(node.host(), node.internalPort()), TIMEOUT_MILLIS);
            authenticate(socket);
            for (int attempt = 0; attempt < ATTEMPTS && !found(socket); attempt++) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            LOG.warn("event=warm-up-failed error={}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whom it meets there is this very process, so nobody asks for its name. */
    private Socket socket() throws IOException {
        return spec.tls() == null
                ? new Socket()
                : RenewedTls.context(spec.tls()).getSocketFactory().createSocket();
    }

    private void authenticate(Socket socket) throws IOException {
        ask(socket, new SaslHandshakeRequest.Builder(new SaslHandshakeRequestData().setMechanism("PLAIN")).build((short)
                        1));
        byte[] proof = ("\0" + BrokerSpec.BROKER_USER + "\0" + spec.internalPassword()).getBytes(UTF_8);
        ask(
                socket,
                new SaslAuthenticateRequest.Builder(new SaslAuthenticateRequestData().setAuthBytes(proof))
                        .build((short) 2));
    }

    private boolean found(Socket socket) throws IOException {
        Set<Errors> errors = ask(
                socket,
                new FindCoordinatorRequest.Builder(new FindCoordinatorRequestData().setCoordinatorKeys(List.of(GROUP)))
                        .build());
        return errors.equals(Set.of(Errors.NONE));
    }

    private static Set<Errors> ask(Socket socket, AbstractRequest request) throws IOException {
        ApiKeys api = request.apiKey();
        RequestHeader header = new RequestHeader(api, request.version(), GROUP, 0);
        ByteBuffer body = request.serializeWithHeader(header);
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + body.remaining());
        frame.putInt(body.remaining()).put(body);
        socket.getOutputStream().write(frame.array());
        DataInputStream input = new DataInputStream(socket.getInputStream());
        byte[] answer = input.readNBytes(input.readInt());
        return AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header)
                .errorCounts()
                .keySet();
    }
}
