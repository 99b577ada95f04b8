package dev.weir.gateway.kafka;

import dev.weir.gateway.identity.Ruling;
import dev.weir.gateway.state.Authentication;
import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.tenants.id.ClusterId;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.Errors;
import org.jboss.logging.Logger;

/** Authentication by the certificate that the client showed in the TLS handshake, without SASL. */
final class CertificateLogin {
    private static final Logger LOG = Logger.getLogger(CertificateLogin.class);

    /** Without SASL there is no proving again; the certificate's own end ends the connection. */
    private static final long NEVER_AGAIN = 0;

    private final ClientConnection connection;
    private final Arrival arrival;
    private final Services services;
    private final SaslDialogue.Side side;

    CertificateLogin(ClientConnection connection, Arrival arrival, Services services, SaslDialogue.Side side) {
        this.connection = connection;
        this.arrival = arrival;
        this.services = services;
        this.side = side;
    }

    /** @param first the request that shows that the client doesn't want SASL; it is taken over */
    void judge(ByteBuf first) {
        ClusterId cluster = Objects.requireNonNull(arrival.entrance().addressed(), "certificates come with names");
        connection.trace().authenticates("mTLS");
        connection.pause(Pause.AUTHENTICATION);
        var _ = services.certificates()
                .judge(arrival.certificates(), cluster)
                .exceptionally(failure -> {
                    LOG.warnf(failure, "event=authentication-failed remote=%s", connection.remote());
                    return new Ruling.Doubtful("it couldn't be checked", "-");
                })
                .thenAcceptAsync(ruling -> judged(ruling, first), connection.loop());
    }

    private void judged(Ruling ruling, ByteBuf first) {
        switch (ruling) {
            case Ruling.Known(Accepted who, var _) -> admit(who, first);
            case Ruling.Known(Authentication closed, String subject) ->
                refuse(first, subject, closed.getClass().getSimpleName());
            case Ruling.Doubtful(String reason, String subject) -> refuse(first, subject, reason);
        }
    }

    private void admit(Accepted who, ByteBuf first) {
        if (!connection.channel().isActive()) {
            first.release();
            return;
        }
        var objection = side.admit(who, NEVER_AGAIN);
        if (objection.isPresent()) {
            refuse(first, who.credential().toString(), objection.get().reason());
            return;
        }
        connection.trace().accepted(who);
        side.admitted();
        connection.stage().frame(first);
        connection.resume(Pause.AUTHENTICATION);
    }

    /** Without SASL there is no way to say why, so only the log does. */
    private void refuse(ByteBuf first, String subject, String reason) {
        first.release();
        services.metrics().authenticationFailed(Errors.SASL_AUTHENTICATION_FAILED);
        connection.trace().refused(reason);
        var penalty = services.failures().failed(arrival.origin());
        LOG.infof(
                "event=certificate-refused remote=%s subject=\"%s\" failures=%d reason=\"%s\"",
                connection.remote(), subject, penalty.failures(), reason);
        var _ = connection.loop().schedule(connection::close, penalty.delay().toMillis(), TimeUnit.MILLISECONDS);
    }
}
