package dev.weir.gateway.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** TLS to brokers: they must show a certificate for the name that they are called by, of the authority in their status. */
final class UpstreamTls {
    private static final long PATIENCE_SECONDS = 5;

    /** By the authority's PEM: all clusters of one operator have the same. */
    private final Map<String, SslContext> contexts = new ConcurrentHashMap<>();

    SslHandler handler(String authority, ByteBufAllocator allocator, String host, int port) {
        SslHandler handler =
                contexts.computeIfAbsent(authority, UpstreamTls::context).newHandler(allocator, host, port);
        handler.setHandshakeTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return handler;
    }

    private static SslContext context(String authority) {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .trustManager(new ByteArrayInputStream(authority.getBytes(US_ASCII)))
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalStateException("the brokers' authority can't be read", e);
        }
    }
}
