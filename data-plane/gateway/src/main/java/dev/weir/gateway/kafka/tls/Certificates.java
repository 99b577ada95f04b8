package dev.weir.gateway.kafka.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The certificate that new connections are shown. It follows its files; connections that are open keep theirs. */
public final class Certificates {
    private static final Logger LOG = Logger.getLogger(Certificates.class);

    private final Path certificate;
    private final Path key;
    private @Nullable State seen;
    private volatile Contexts contexts;

    /** What tells that a file is another one. */
    private record State(long certificateChanged, long certificateSize, long keyChanged, long keySize) {}

    private record Contexts(SslContext plain, SslContext asking) {}

    /** @throws IOException when there is no such certificate or key, or they don't fit */
    public Certificates(Path certificate, Path key) throws IOException {
        this.certificate = certificate;
        this.key = key;
        this.seen = state();
        this.contexts = load();
    }

    /** @param askForClients whether the client may show a certificate, which nobody has trusted yet afterwards */
    public SslHandler handler(ByteBufAllocator allocator, boolean askForClients) {
        Contexts now = contexts;
        return (askForClients ? now.asking() : now.plain()).newHandler(allocator);
    }

    /** While the new files don't fit each other, the old certificate goes on being shown. */
    public void reloadIfChanged() {
        try {
            State now = state();
            if (now.equals(seen)) {
                return;
            }
            contexts = load();
            seen = now;
            LOG.infof("event=certificate-loaded file=%s", certificate);
        } catch (IOException e) {
            LOG.warnf("event=certificate-unusable file=%s error=\"%s\"", certificate, e.getMessage());
        }
    }

    private State state() throws IOException {
        return new State(
                Files.getLastModifiedTime(certificate).toMillis(),
                Files.size(certificate),
                Files.getLastModifiedTime(key).toMillis(),
                Files.size(key));
    }

    private Contexts load() throws IOException {
        return new Contexts(context(ClientAuth.NONE), context(ClientAuth.OPTIONAL));
    }

    private SslContext context(ClientAuth clients) throws IOException {
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .clientAuth(clients)
                    .trustManager(new JudgedLater())
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException(Objects.requireNonNullElse(e.getMessage(), "unreadable"), e);
        }
    }
}
