package dev.weir.gateway.kafka;

import dev.weir.gateway.state.Authentication;
import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.gateway.state.Cluster;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
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
 * Before authentication: ApiVersions, SaslHandshake and SaslAuthenticate, and nothing else. Version 0 of SaslHandshake
 * is followed by a bare token instead of SaslAuthenticate, as before KIP-152.
 */
final class Handshake implements Stage {
    private static final Logger LOG = Logger.getLogger(Handshake.class);
    private static final String PLAIN = "PLAIN";

    private final ClientConnection connection;
    private final Entrance entrance;
    private final Services services;
    private Expected expected = Expected.HANDSHAKE;

    private enum Expected {
        HANDSHAKE,
        AUTHENTICATE,
        BARE_TOKEN,
        NOTHING
    }

    /** How the answer to a token has to look. */
    private sealed interface Answer {
        record Bare() implements Answer {}

        record Message(short version, int correlationId) implements Answer {}
    }

    Handshake(ClientConnection connection, Entrance entrance, Services services) {
        this.connection = connection;
        this.entrance = entrance;
        this.services = services;
        var _ = connection
                .loop()
                .schedule(
                        this::expire, services.config().authenticationTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire() {
        if (connection.stage() == this && connection.channel().isActive()) {
            connection.refuse("authentication-timeout", "expected=" + expected);
        }
    }

    @Override
    public int frameLimit() {
        return (int) services.config().handshakeFrame().asLongValue();
    }

    @Override
    public void frame(ByteBuf frame) {
        try {
            if (expected == Expected.BARE_TOKEN) {
                authenticate(bytes(Wire.content(frame)), new Answer.Bare());
            } else {
                request(Wire.content(frame));
            }
        } catch (RuntimeException e) {
            // Kafka's parsers throw many kinds; whatever it is, these bytes are no request.
            connection.refuse(
                    "garbage-before-authentication", "error=" + e.getClass().getSimpleName());
        } finally {
            frame.release();
        }
    }

    private void request(ByteBuffer content) {
        RequestHeader header = RequestHeader.parse(content);
        ApiKeys api = header.apiKey();
        if (api == ApiKeys.API_VERSIONS) {
            answer(AdvertisedApis.beforeAuthentication(header, content));
        } else if (!header.isApiVersionSupported()) {
            connection.refuse("unsupported-version", "api=" + api + " version=" + header.apiVersion());
        } else if (api == ApiKeys.SASL_HANDSHAKE && expected == Expected.HANDSHAKE) {
            handshake(header, content);
        } else if (api == ApiKeys.SASL_AUTHENTICATE && expected == Expected.AUTHENTICATE) {
            var body = new SaslAuthenticateRequestData(new ByteBufferAccessor(content), header.apiVersion());
            authenticate(body.authBytes(), new Answer.Message(header.apiVersion(), header.correlationId()));
        } else {
            connection.refuse("request-before-authentication", "api=" + api);
        }
    }

    private void handshake(RequestHeader header, ByteBuffer content) {
        var body = new SaslHandshakeRequestData(new ByteBufferAccessor(content), header.apiVersion());
        boolean known = PLAIN.equals(body.mechanism());
        var response = new SaslHandshakeResponseData()
                .setErrorCode((known ? Errors.NONE : Errors.UNSUPPORTED_SASL_MECHANISM).code())
                .setMechanisms(List.of(PLAIN));
        answer(Wire.response(ApiKeys.SASL_HANDSHAKE, header.apiVersion(), header.correlationId(), response));
        if (known) {
            expected = header.apiVersion() == 0 ? Expected.BARE_TOKEN : Expected.AUTHENTICATE;
        } else {
            connection.closeAfterWrites();
        }
    }

    private void authenticate(byte[] token, Answer answer) {
        expected = Expected.NOTHING;
        connection.pause(Pause.AUTHENTICATION);
        Optional<PlainToken> plain = PlainToken.parse(token);
        if (plain.isEmpty()) {
            reject(answer, Errors.SASL_AUTHENTICATION_FAILED, "the token isn't one of SASL/PLAIN", "-");
            return;
        }
        String user = plain.get().user();
        var _ = services.directory()
                .authenticateNewcomer(user, plain.get().password())
                .thenAcceptAsync(result -> judged(result, answer, user), connection.loop());
    }

    private void judged(Authentication result, Answer answer, String user) {
        switch (result) {
            case Accepted accepted -> admit(accepted, answer);
            case Authentication.WrongCredentials() ->
                reject(answer, Errors.SASL_AUTHENTICATION_FAILED, "unknown API key or wrong secret", user);
            case Authentication.Revoked(var key) ->
                reject(answer, Errors.SASL_AUTHENTICATION_FAILED, "API key " + key + " is revoked", user);
            case Authentication.ClusterSuspended(var key, var cluster) ->
                reject(answer, Errors.SASL_AUTHENTICATION_FAILED, "cluster " + cluster + " is suspended", user);
            case Authentication.ClusterGone(var key, var cluster) ->
                reject(answer, Errors.SASL_AUTHENTICATION_FAILED, "cluster " + cluster + " doesn't exist", user);
        }
    }

    private void admit(Accepted accepted, Answer answer) {
        if (!connection.channel().isActive()) {
            return;
        }
        Cluster cluster = services.directory().cluster(accepted.cluster()).orElse(null);
        int limit = cluster == null ? 0 : cluster.limits().connections();
        if (cluster == null || !services.connections().admit(connection, accepted, limit)) {
            // Clients take this one for a passing trouble and come back.
            reject(
                    answer,
                    Errors.POLICY_VIOLATION,
                    "cluster " + accepted.cluster() + " has its limit of " + limit + " connections",
                    accepted.key().value());
            return;
        }
        // A revocation between the check and the admission found no connection to close.
        if (!services.directory().stillGood(accepted)) {
            connection.refuse("access-ended", "key=" + accepted.key());
            return;
        }
        answer(accepted(answer));
        connection.enter(new Relay(connection, entrance, cluster, accepted, services));
        connection.resume(Pause.AUTHENTICATION);
    }

    private static ByteBuf accepted(Answer answer) {
        return switch (answer) {
            case Answer.Bare() -> Unpooled.copyInt(0);
            case Answer.Message(short version, int correlationId) ->
                Wire.response(ApiKeys.SASL_AUTHENTICATE, version, correlationId, new SaslAuthenticateResponseData());
        };
    }

    /** After a while, so that guessing is slow. */
    private void reject(Answer answer, Errors error, String message, String user) {
        LOG.infof("event=authentication-refused remote=%s key=%s reason=\"%s\"", connection.remote(), user, message);
        ByteBuf response = rejection(answer, error, message);
        var _ = connection
                .loop()
                .schedule(
                        () -> {
                            if (response != null) {
                                answer(response);
                            }
                            connection.closeAfterWrites();
                        },
                        services.config().failureDelay().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Who sends bare tokens is told nothing but by the end of the connection. */
    private static @Nullable ByteBuf rejection(Answer answer, Errors error, String message) {
        return switch (answer) {
            case Answer.Bare() -> null;
            case Answer.Message(short version, int correlationId) ->
                Wire.response(
                        ApiKeys.SASL_AUTHENTICATE,
                        version,
                        correlationId,
                        new SaslAuthenticateResponseData()
                                .setErrorCode(error.code())
                                .setErrorMessage("Authentication failed: " + message));
        };
    }

    private void answer(ByteBuf response) {
        var _ = connection
                .channel()
                .writeAndFlush(response, connection.channel().voidPromise());
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    @Override
    public void readComplete() {}

    @Override
    public void writabilityChanged(boolean writable) {}

    @Override
    public void drain() {
        connection.close();
    }

    @Override
    public void closed() {}
}
