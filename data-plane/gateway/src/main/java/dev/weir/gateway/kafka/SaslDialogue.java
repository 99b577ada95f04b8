package dev.weir.gateway.kafka;

import dev.weir.gateway.kafka.sasl.Exchange;
import dev.weir.gateway.kafka.sasl.Outcome;
import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.tenants.id.ClusterId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestHeader;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * SaslHandshake and then SaslAuthenticate, as often as the mechanism wants. Version 0 of SaslHandshake is followed by bare
 * tokens instead, as before KIP-152. Runs on the connection's event loop; while a message is being judged, the connection
 * isn't read.
 */
final class SaslDialogue {
    private static final Logger LOG = Logger.getLogger(SaslDialogue.class);

    private final ClientConnection connection;
    private final Arrival arrival;
    private final Services services;
    private final Side side;
    private @Nullable Exchange exchange;
    private boolean bare;
    private boolean over;

    /** Whoever leads the dialogue. */
    interface Side {
        void send(ByteBuf answer);

        /** The client is who it says: nothing when it may come in. */
        Optional<Objection> admit(Accepted who, long lifetimeMillis);

        /** What admitting means, now that the answer is sent. */
        void admitted();
    }

    /** Why somebody who is who they say isn't let in all the same. */
    record Objection(Errors error, String reason) {}

    /** How the answer to a token has to look. */
    private sealed interface Form {
        record Bare() implements Form {}

        record Message(short version, int correlationId) implements Form {}
    }

    SaslDialogue(ClientConnection connection, Arrival arrival, Services services, Side side) {
        this.connection = connection;
        this.arrival = arrival;
        this.services = services;
        this.side = side;
    }

    /** Whether the next frame is a token without a header. */
    boolean expectsBareToken() {
        return bare && !over;
    }

    boolean expectsToken() {
        return exchange != null && !bare && !over;
    }

    void handshake(RequestHeader header, ByteBuffer content) {
        var body = new SaslHandshakeRequestData(new ByteBufferAccessor(content), header.apiVersion());
        Optional<Exchange> begun =
                services.mechanisms().begin(body.mechanism(), arrival.entrance().addressed());
        var response = new SaslHandshakeResponseData()
                .setErrorCode((begun.isPresent() ? Errors.NONE : Errors.UNSUPPORTED_SASL_MECHANISM).code())
                .setMechanisms(services.mechanisms().names());
        side.send(Wire.response(ApiKeys.SASL_HANDSHAKE, header.apiVersion(), header.correlationId(), response));
        if (begun.isPresent()) {
            connection.trace().authenticates(body.mechanism());
            exchange = begun.get();
            bare = header.apiVersion() == 0;
        } else {
            connection.closeAfterWrites();
        }
    }

    void message(RequestHeader header, ByteBuffer content) {
        var body = new SaslAuthenticateRequestData(new ByteBufferAccessor(content), header.apiVersion());
        judge(body.authBytes(), new Form.Message(header.apiVersion(), header.correlationId()));
    }

    void bareToken(ByteBuffer content) {
        judge(bytes(content), new Form.Bare());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private void judge(byte[] token, Form form) {
        if (exchange == null) {
            throw new IllegalStateException("a token before its mechanism");
        }
        connection.pause(Pause.AUTHENTICATION);
        var _ = exchange.next(token)
                .exceptionally(failure -> {
                    LOG.warnf(failure, "event=authentication-failed remote=%s", connection.remote());
                    return new Outcome.Refused("it couldn't be checked", "-");
                })
                .thenAcceptAsync(outcome -> judged(outcome, form), connection.loop());
    }

    private void judged(Outcome outcome, Form form) {
        if (!connection.channel().isActive()) {
            return;
        }
        switch (outcome) {
            case Outcome.Challenge(ByteBuffer message) -> {
                side.send(answer(form, message, 0));
                connection.resume(Pause.AUTHENTICATION);
            }
            case Outcome.Accepted(Accepted who, ByteBuffer message) -> accepted(who, message, form);
            case Outcome.Refused(String reason, String user) -> distrust(form, reason, user);
        }
    }

    private void accepted(Accepted who, ByteBuffer message, Form form) {
        ClusterId addressed = arrival.entrance().addressed();
        if (addressed != null && !addressed.equals(who.cluster())) {
            distrust(
                    form,
                    "the credential isn't one of cluster " + addressed,
                    who.credential().toString());
            return;
        }
        long lifetime = services.lifetimes().millis(who.credential());
        Optional<Objection> objection = side.admit(who, lifetime);
        if (objection.isPresent()) {
            var delay = services.config().failureDelay();
            refuse(form, objection.get(), who.credential().toString(), delay);
            return;
        }
        over = true;
        connection.trace().accepted(who);
        side.send(answer(form, message, lifetime));
        side.admitted();
        connection.resume(Pause.AUTHENTICATION);
    }

    private static ByteBuf answer(Form form, ByteBuffer message, long lifetimeMillis) {
        return switch (form) {
            case Form.Bare() ->
                Unpooled.wrappedBuffer(Unpooled.copyInt(message.remaining()), Unpooled.wrappedBuffer(message));
            case Form.Message(short version, int correlationId) ->
                Wire.response(
                        ApiKeys.SASL_AUTHENTICATE,
                        version,
                        correlationId,
                        new SaslAuthenticateResponseData()
                                .setAuthBytes(bytes(message))
                                .setSessionLifetimeMs(lifetimeMillis));
        };
    }

    /** After a while, so that guessing is slow. Who sends bare tokens is told nothing but by the connection's end. */
    private void distrust(Form form, String reason, String user) {
        var penalty = services.failures().failed(arrival.origin());
        String failures = penalty.failures() > 1 ? " failures=" + penalty.failures() : "";
        refuse(form, new Objection(Errors.SASL_AUTHENTICATION_FAILED, reason), user + failures, penalty.delay());
    }

    private void refuse(Form form, Objection objection, String user, Duration delay) {
        over = true;
        services.metrics().authenticationFailed(objection.error());
        connection.trace().refused(objection.reason());
        LOG.infof(
                "event=authentication-refused remote=%s key=%s reason=\"%s\"",
                connection.remote(), user, objection.reason());
        var _ = connection.loop().schedule(() -> sendRefusal(form, objection), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sendRefusal(Form form, Objection objection) {
        if (!connection.channel().isActive()) {
            return;
        }
        if (form instanceof Form.Message(short version, int correlationId)) {
            side.send(Wire.response(
                    ApiKeys.SASL_AUTHENTICATE,
                    version,
                    correlationId,
                    new SaslAuthenticateResponseData()
                            .setErrorCode(objection.error().code())
                            .setErrorMessage("Authentication failed: " + objection.reason())));
        }
        connection.closeAfterWrites();
    }
}
