package dev.weir.gateway.kafka;

import dev.weir.gateway.state.TenantDirectory;
import dev.weir.gateway.state.UpstreamTokens;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Listens on the bootstrap port and on one port for each broker that a cluster may have. */
@ApplicationScoped
class KafkaServer {
    private static final Logger LOG = Logger.getLogger(KafkaServer.class);
    private static final int BACKLOG = 1024;

    private final KafkaConfig config;
    private final EventLoops loops;
    private final Services services;
    private final List<Channel> listeners = new ArrayList<>();

    KafkaServer(KafkaConfig config, TenantDirectory directory, UpstreamTokens tokens) {
        this.config = config;
        this.loops = new EventLoops(config.threads());
        this.services = new Services(
                config,
                directory,
                new Connections(),
                new FrameBudget(
                        config.incompletePerCluster().asLongValue(),
                        config.incompleteTotal().asLongValue()),
                new UpstreamConnector(loops, directory, tokens, config.upstreamPatience()));
        directory.listen(services.connections()::changed);
    }

    void start(@Observes StartupEvent event) {
        bind(config.bootstrapPort(), new Entrance.Bootstrap());
        for (int node = 0; node < config.nodePorts(); node++) {
            bind(config.bootstrapPort() + 1 + node, new Entrance.Broker(node));
        }
        var _ = loops.group().scheduleWithFixedDelay(services.budget()::endIdlers, 1, 1, TimeUnit.SECONDS);
        LOG.infof(
                "event=kafka-listening host=%s bootstrap=%d nodes=%d",
                config.host(), config.bootstrapPort(), config.nodePorts());
    }

    private void bind(int port, Entrance entrance) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, EventLoops.receiveBuffers())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, EventLoops.WATER_MARK)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new ClientConnection(channel, entrance, services));
                    }
                })
                .bind(config.host(), port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException("can't listen on " + config.host() + ":" + port, bound.cause());
        }
        listeners.add(bound.channel());
    }

    void stop(@Observes ShutdownEvent event) {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        services.connections().all().forEach(connection -> connection.loop().execute(connection::drain));
        long deadline = System.nanoTime() + config.shutdownPatience().toNanos();
        while (!services.connections().all().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        loops.stop();
    }
}
