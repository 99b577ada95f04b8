package dev.weir.gateway.kafka;

import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.gateway.state.Cluster;
import dev.weir.gateway.state.SignedToken;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.gateway.state.UpstreamTokens;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.id.ClusterId;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Reaches brokers as the caller. Who calls for a cluster that isn't there yet is held until it is, or time is up. */
final class UpstreamConnector {
    private static final Logger LOG = Logger.getLogger(UpstreamConnector.class);
    private static final int CONNECT_MILLIS = 2_000;
    private static final long PAUSE_MILLIS = 100;
    /** Who means one broker of several asks the others when it is gone, and learns from them who leads now. */
    private static final Duration PATIENCE_WITH_ONE_OF_SEVERAL = Duration.ofSeconds(3);

    private final EventLoops loops;
    private final TenantDirectory directory;
    private final UpstreamTokens tokens;
    private final Duration patience;
    private final UpstreamTls tls = new UpstreamTls();

    UpstreamConnector(EventLoops loops, TenantDirectory directory, UpstreamTokens tokens, Duration patience) {
        this.loops = loops;
        this.directory = directory;
        this.tokens = tokens;
        this.patience = patience;
    }

    /** Completes on the client's event loop, exceptionally when no broker could be reached in time. */
    CompletableFuture<BrokerSession> connect(ClientConnection client, Entrance entrance, Accepted caller) {
        var search = new Search(client.loop(), () -> client.channel().isActive(), entrance, caller);
        search.look();
        return search.found;
    }

    /** A connection to that broker as the platform, authenticated. Completes on the event loop. */
    CompletableFuture<LoggedIn> connectAsPlatform(EventLoop loop, ClusterId cluster, NodeAddress node) {
        return tokens.platformToken(cluster)
                .map(token -> login(loop, cluster, node, node.gatewayPort(), token))
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("no signing key")));
    }

    /** @param lifetimeMillis after which the broker ends the session; 0 when it never does */
    record LoggedIn(Channel channel, long lifetimeMillis) {}

    private CompletableFuture<LoggedIn> login(
            EventLoop loop, ClusterId cluster, NodeAddress node, int port, SignedToken token) {
        Optional<String> authority = directory.cluster(cluster).flatMap(Cluster::certificateAuthority);
        var result = new CompletableFuture<LoggedIn>();
        var bootstrap = new Bootstrap()
                .group(loop)
                .channel(loops.socketChannel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.RCVBUF_ALLOCATOR, EventLoops.receiveBuffers())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, EventLoops.WATER_MARK)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        authority.ifPresent(trusted ->
                                channel.pipeline().addLast(tls.handler(trusted, channel.alloc(), node.host(), port)));
                        var login = new UpstreamLogin(token, new FrameReader(channel.alloc()));
                        channel.pipeline().addLast(login);
                        var _ = login.sessionLifetime().whenComplete((lifetime, failure) -> {
                            if (lifetime != null) {
                                result.complete(new LoggedIn(channel, lifetime));
                            } else {
                                result.completeExceptionally(failure);
                            }
                        });
                    }
                });
        bootstrap.connect(node.host(), port).addListener(connected -> {
            if (!connected.isSuccess()) {
                result.completeExceptionally(connected.cause());
            }
        });
        return result;
    }

    private final class Search {
        private final EventLoop loop;
        private final BooleanSupplier wanted;
        private final Entrance entrance;
        private final Accepted caller;
        private final long begun = System.nanoTime();
        private final Set<Integer> silent = new HashSet<>();
        private final CompletableFuture<BrokerSession> found = new CompletableFuture<>();

        Search(EventLoop loop, BooleanSupplier wanted, Entrance entrance, Accepted caller) {
            this.loop = loop;
            this.wanted = wanted;
            this.entrance = entrance;
            this.caller = caller;
        }

        void look() {
            Duration left = patience.minus(searched());
            if (!wanted.getAsBoolean()) {
                found.completeExceptionally(new IllegalStateException("the client is gone"));
            } else if (left.isNegative()) {
                found.completeExceptionally(new IllegalStateException("no broker in time"));
            } else {
                var _ = directory.awaitNodes(caller.cluster(), left).thenAcceptAsync(this::tryOne, loop);
            }
        }

        private void tryOne(List<NodeAddress> nodes) {
            Optional<NodeAddress> node = entrance.choose(nodes.stream()
                            .filter(one -> !silent.contains(one.id()))
                            .toList())
                    .or(() -> entrance.choose(nodes));
            Optional<SignedToken> token = tokens.token(caller.cluster(), caller.principal());
            if (node.isEmpty() || token.isEmpty()) {
                found.completeExceptionally(new IllegalStateException(
                        nodes.isEmpty() ? "the cluster doesn't run" : "the cluster has no such broker"));
                return;
            }
            var _ = login(loop, caller.cluster(), node.get(), entrance.port(node.get()), token.get())
                    .whenComplete((reached, failure) -> {
                        if (reached != null) {
                            found.complete(
                                    new BrokerSession(reached.channel(), caller, tokens, reached.lifetimeMillis()));
                        } else {
                            LOG.debugf(
                                    "event=broker-unreachable cluster=%s node=%d error=\"%s\"",
                                    caller.cluster(), node.get().id(), failure.getMessage());
                            goOn(node.get(), nodes.size());
                        }
                    });
        }

        private void goOn(NodeAddress failed, int nodes) {
            if (nodes > 1 && entrance.particular() && searched().compareTo(PATIENCE_WITH_ONE_OF_SEVERAL) > 0) {
                found.completeExceptionally(
                        new IllegalStateException("broker " + failed.id() + " of the cluster doesn't answer"));
            } else {
                silent.add(failed.id());
                var _ = loop.schedule(this::look, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        private Duration searched() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }
}
