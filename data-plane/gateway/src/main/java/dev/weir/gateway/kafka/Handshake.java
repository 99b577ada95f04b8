package dev.weir.gateway.kafka;

import dev.weir.gateway.kafka.SaslDialogue.Objection;
import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.gateway.state.Cluster;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/**
 * Before authentication: ApiVersions, SaslHandshake and SaslAuthenticate, and nothing else. Who showed a certificate and
 * begins with another request has said all there is to say.
 */
final class Handshake implements Stage, SaslDialogue.Side {
    /** One for what the client would like to speak and one for what it is told; then some for the confused. */
    private static final int MOST_VERSION_REQUESTS = 5;

    private final ClientConnection connection;
    private final Arrival arrival;
    private final Services services;
    private final SaslDialogue dialogue;
    private boolean begun;
    private int versionRequests;
    private @Nullable Relay relay;

    Handshake(ClientConnection connection, Arrival arrival, Services services) {
        this.connection = connection;
        this.arrival = arrival;
        this.services = services;
        this.dialogue = new SaslDialogue(connection, arrival, services, this);
        var _ = connection
                .loop()
                .schedule(
                        this::expire, services.config().authenticationTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire() {
        if (connection.stage() == this && connection.channel().isActive()) {
            connection.refuse("authentication-timeout", begun ? "expected=token" : "expected=handshake");
        }
    }

    @Override
    public int frameLimit() {
        return (int) services.config().handshakeFrame().asLongValue();
    }

    @Override
    public void frame(ByteBuf frame) {
        try {
            if (dialogue.expectsBareToken()) {
                dialogue.bareToken(Wire.content(frame));
            } else {
                request(frame);
            }
        } catch (RuntimeException e) {
            // Kafka's parsers throw many kinds; whatever it is, these bytes are no request.
            connection.refuse(
                    "garbage-before-authentication", "error=" + e.getClass().getSimpleName());
        } finally {
            frame.release();
        }
    }

    private void request(ByteBuf frame) {
        ByteBuffer content = Wire.content(frame);
        RequestHeader header = RequestHeader.parse(content);
        ApiKeys api = header.apiKey();
        if (api == ApiKeys.API_VERSIONS && ++versionRequests > MOST_VERSION_REQUESTS) {
            connection.refuse("too-many-requests-before-authentication", "api=" + api);
        } else if (api == ApiKeys.API_VERSIONS) {
            send(AdvertisedApis.beforeAuthentication(header, content));
        } else if (!header.isApiVersionSupported()) {
            connection.refuse("unsupported-version", "api=" + api + " version=" + header.apiVersion());
        } else if (api == ApiKeys.SASL_HANDSHAKE && !begun) {
            begun = true;
            dialogue.handshake(header, content);
        } else if (api == ApiKeys.SASL_AUTHENTICATE && dialogue.expectsToken()) {
            dialogue.message(header, content);
        } else if (!begun && !arrival.certificates().isEmpty()) {
            begun = true;
            new CertificateLogin(connection, arrival, services, this).judge(frame.retain());
        } else {
            connection.refuse("request-before-authentication", "api=" + api);
        }
    }

    @Override
    public void send(ByteBuf answer) {
        var _ = connection.channel().writeAndFlush(answer, connection.channel().voidPromise());
    }

    @Override
    public Optional<Objection> admit(Accepted who, long lifetimeMillis) {
        Cluster cluster = services.directory().cluster(who.cluster()).orElse(null);
        Optional<String> refusal = services.connections().admit(connection, who);
        if (cluster == null || refusal.isPresent()) {
            // Clients take this one for a passing trouble and come back.
            return Optional.of(new Objection(
                    Errors.POLICY_VIOLATION, refusal.orElse("cluster " + who.cluster() + " doesn't exist")));
        }
        // A revocation between the check and the admission found no connection to close.
        if (!services.directory().stillGood(who)) {
            return Optional.of(
                    new Objection(Errors.SASL_AUTHENTICATION_FAILED, who.credential() + " was closed just now"));
        }
        relay = new Relay(connection, arrival, cluster, who, lifetimeMillis, services);
        return Optional.empty();
    }

    @Override
    public void admitted() {
        if (relay != null) {
            connection.enter(relay);
        }
    }

    @Override
    public void readComplete() {}

    @Override
    public void writabilityChanged(boolean writable) {}

    @Override
    public long unsent() {
        return 0;
    }

    @Override
    public void drain() {
        connection.close();
    }

    @Override
    public void closed() {}
}
