package dev.weir.gateway.kafka;

import dev.weir.gateway.kafka.tls.NamedCluster;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Waits for the end of the TLS handshake, notes what the client said in it, and leaves the pipeline. */
final class TlsGate extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(TlsGate.class);

    private final Arrival arrival;
    private final SslHandler tls;
    private final @Nullable String domain;

    /** @param domain clients have to say a name of it; null when their port says where they want to go */
    TlsGate(Arrival arrival, SslHandler tls, @Nullable String domain) {
        this.arrival = arrival;
        this.tls = tls;
        this.domain = domain;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent completion)) {
            context.fireUserEventTriggered(event);
        } else if (!completion.isSuccess()) {
            refuse(context, String.valueOf(completion.cause().getMessage()));
        } else {
            pass(context, tls.engine().getSession());
        }
    }

    private void pass(ChannelHandlerContext context, SSLSession session) {
        if (domain != null) {
            Optional<NamedCluster> named = name(session).flatMap(name -> NamedCluster.parse(name, domain));
            if (named.isEmpty()) {
                refuse(context, "no name of a cluster under " + domain);
                return;
            }
            arrival.through(
                    new Entrance.Named(named.get().cluster(), named.get().broker()));
            arrival.showed(certificates(session));
        }
        context.pipeline().remove(this);
    }

    private static Optional<String> name(SSLSession session) {
        List<SNIServerName> names =
                session instanceof ExtendedSSLSession extended ? extended.getRequestedServerNames() : List.of();
        return names.stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName())
                .findFirst();
    }

    private static List<X509Certificate> certificates(SSLSession session) {
        try {
            return Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            // Most clients show none.
            return List.of();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refuse(context, String.valueOf(cause.getMessage()));
    }

    private void refuse(ChannelHandlerContext context, String reason) {
        if (context.channel().isOpen()) {
            LOG.infof("event=tls-refused remote=%s reason=\"%s\"", arrival.origin(), reason);
        }
        var _ = context.close();
    }
}
