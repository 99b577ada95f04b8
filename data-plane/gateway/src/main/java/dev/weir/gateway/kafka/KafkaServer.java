package dev.weir.gateway.kafka;

import dev.weir.gateway.accesslog.AccessLog;
import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.admission.Creations;
import dev.weir.gateway.catalogue.TopicChanges;
import dev.weir.gateway.identity.CertificateJudge;
import dev.weir.gateway.identity.TokenJudge;
import dev.weir.gateway.kafka.sasl.Mechanisms;
import dev.weir.gateway.kafka.tls.Certificates;
import dev.weir.gateway.kafka.tls.TlsConfig;
import dev.weir.gateway.metrics.GatewayMetrics;
import dev.weir.gateway.platform.PlatformProducer;
import dev.weir.gateway.state.LoginTokens;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.gateway.state.UpstreamTokens;
import dev.weir.gateway.tracing.ConnectionTraces;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Listens on the bootstrap port and on one port for each broker that a cluster may have. */
@ApplicationScoped
class KafkaServer {
    private static final Logger LOG = Logger.getLogger(KafkaServer.class);
    private static final int BACKLOG = 1024;

    private final KafkaConfig config;
    private final TlsConfig tls;
    private final Proxies proxies;
    private final EventLoops loops;
    private final Services services;
    private final StoredSizes storedSizes;
    private final TopicListings topicListings;
    private final List<Channel> listeners = new ArrayList<>();

    KafkaServer(
            KafkaConfig config,
            TlsConfig tls,
            TenantDirectory directory,
            UpstreamTokens tokens,
            TokenJudge issued,
            LoginTokens lent,
            CertificateJudge certificates,
            Admissions admissions,
            GatewayMetrics metrics,
            AccessLog accessLog,
            ConnectionTraces traces,
            TopicChanges topicChanges,
            PlatformProducer platform) {
        this.config = config;
        this.tls = tls;
        this.proxies = new Proxies(config.proxies().orElse(List.of()));
        this.loops = new EventLoops(config.threads());
        var upstream = new UpstreamConnector(loops, directory, tokens, config.upstreamPatience());
        var brokers = new PlatformBrokers(loops, directory, upstream);
        this.storedSizes = new StoredSizes(admissions, brokers);
        this.topicListings = new TopicListings(directory, topicChanges, brokers, platform);
        MemoryBounds bounds = MemoryBounds.of(
                DirectMemory.limit(),
                config.incompletePerCluster(),
                config.incompletePerOrganization(),
                config.incompleteTotal());
        this.services = new Services(
                config,
                directory,
                metrics,
                accessLog,
                traces,
                new Mechanisms(directory, issued, lent),
                certificates,
                new Lifetimes(config.maxReauth(), Clock.systemUTC()),
                new LoginFailures(config),
                new Connections(
                        admissions,
                        directory::stillGood,
                        new Newcomers<>(
                                config.unauthenticatedConnections(),
                                config.unauthenticatedPerAddress(),
                                System::nanoTime)),
                new FrameBudget(bounds),
                new LooseBytes(bounds.loose()),
                upstream,
                new Creations(brokers::partitions),
                new StreamsGroups(brokers),
                topicChanges);
        directory.listen(services.connections()::changed);
    }

    /** Whoever makes partitions over HTTP takes turns with those who come here. */
    @Produces
    @Singleton
    Creations creations() {
        return services.creations();
    }

    void start(@Observes StartupEvent event) {
        Certificates certificates = certificates();
        Certificates numbered = tls.numberedPorts() ? certificates : null;
        listen(config.bootstrapPort(), new Entrance.Bootstrap(), numbered);
        for (int node = 0; node < config.nodePorts(); node++) {
            listen(config.bootstrapPort() + 1 + node, new Entrance.Broker(node), numbered);
        }
        tls.domain().ifPresent(domain -> listenForNames(domain, certificates));
        var _ = loops.group().scheduleWithFixedDelay(services.budget()::endIdlers, 1, 1, TimeUnit.SECONDS);
        for (EventExecutor loop : loops.group()) {
            var _ = loop.scheduleWithFixedDelay(
                    services.connections()::lookAfterThoseOfThisLoop, 1, 1, TimeUnit.SECONDS);
        }
        var _ = loops.group().scheduleWithFixedDelay(storedSizes::refresh, 1, 1, TimeUnit.SECONDS);
        var _ = loops.group().scheduleWithFixedDelay(topicListings::refresh, 500, 500, TimeUnit.MILLISECONDS);
        LOG.infof(
                "event=kafka-listening host=%s bootstrap=%d nodes=%d tls=%s names=%s",
                config.host(),
                config.bootstrapPort(),
                config.nodePorts(),
                numbered != null,
                tls.domain().map(domain -> domain + ":" + tls.namedPort()).orElse("none"));
    }

    /** Null without TLS. */
    private @Nullable Certificates certificates() {
        if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
            if (tls.certificate().isPresent() || tls.key().isPresent()) {
                throw new IllegalStateException("TLS needs both a certificate and its key");
            }
            return null;
        }
        try {
            var certificates =
                    new Certificates(tls.certificate().get(), tls.key().get());
            long pause = tls.reload().toMillis();
            var _ = loops.group()
                    .scheduleWithFixedDelay(certificates::reloadIfChanged, pause, pause, TimeUnit.MILLISECONDS);
            return certificates;
        } catch (IOException e) {
            throw new IllegalStateException("can't use the TLS certificate: " + e.getMessage(), e);
        }
    }

    private void listen(int port, Entrance entrance, @Nullable Certificates certificates) {
        bind(port, new ClientPipeline(entrance, services, proxies, certificates, null));
    }

    private void listenForNames(String domain, @Nullable Certificates certificates) {
        if (certificates == null) {
            throw new IllegalStateException("clusters have names by TLS only: a certificate is needed");
        }
        bind(tls.namedPort(), new ClientPipeline(new Entrance.Unknown(), services, proxies, certificates, domain));
    }

    private void bind(int port, ClientPipeline clients) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, EventLoops.WATER_MARK)
                .childHandler(clients)
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
