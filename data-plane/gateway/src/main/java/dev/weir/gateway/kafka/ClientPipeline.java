package dev.weir.gateway.kafka;

import dev.weir.gateway.kafka.tls.Certificates;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** What stands between a client's socket and its connection: the word of a proxy, then TLS; both optional. */
final class ClientPipeline extends ChannelInitializer<Channel> {
    private final Entrance entrance;
    private final Services services;
    private final Proxies proxies;
    private final @Nullable Certificates certificates;
    private final @Nullable String domain;

    /**
     * @param certificates null for a port without TLS
     * @param domain under which clients call clusters by name; null for a port that says itself where they want to go
     */
    ClientPipeline(
            Entrance entrance,
            Services services,
            Proxies proxies,
            @Nullable Certificates certificates,
            @Nullable String domain) {
        this.entrance = entrance;
        this.services = services;
        this.proxies = proxies;
        this.certificates = certificates;
        this.domain = domain;
    }

    @Override
    protected void initChannel(Channel channel) {
        var arrival = new Arrival(entrance, channel.remoteAddress());
        ChannelPipeline pipeline = channel.pipeline();
        if (proxies.trust(channel.remoteAddress())) {
            arrival.throughProxy(true);
            pipeline.addLast(new HAProxyMessageDecoder(true), new ProxyGate(arrival));
        }
        if (certificates != null) {
            SslHandler tls = certificates.handler(channel.alloc(), domain != null);
            // The time for authentication includes that for TLS.
            tls.setHandshakeTimeoutMillis(
                    services.config().authenticationTimeout().toMillis());
            pipeline.addLast(tls, new TlsGate(arrival, tls, domain));
        }
        pipeline.addLast(new ClientConnection(channel, arrival, services));
    }
}
