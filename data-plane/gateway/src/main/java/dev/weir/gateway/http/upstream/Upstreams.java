package dev.weir.gateway.http.upstream;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.state.Cluster;
import dev.weir.gateway.state.SignedToken;
import dev.weir.gateway.state.StateChange;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.gateway.state.UpstreamTokens;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Lends clients to requests; keeps them for a while when they are given back, and no more than the settings allow. */
@ApplicationScoped
public class Upstreams {
    private static final Duration STARTING = Duration.ofSeconds(5);

    private final TenantDirectory tenants;
    private final UpstreamTokens tokens;
    private final UpstreamConfig config;
    private final MemberPlaces places;
    private final ReentrantLock lock = new ReentrantLock();
    /** The longest unused first. */
    private final Map<Target, Clients> open = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<ClusterId, KnownTopics> topics = new ConcurrentHashMap<>();

    private final ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService sweeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("weir-http-sweep").daemon().factory());

    Upstreams(TenantDirectory tenants, UpstreamTokens tokens, UpstreamConfig config, MemberPlaces places) {
        this.places = places;
        this.tenants = tenants;
        this.tokens = tokens;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        tenants.listen(this::changed);
        long period = Math.max(1, config.idle().toMillis() / 4);
        var _ = sweeping.scheduleWithFixedDelay(this::closeIdle, period, period, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        sweeping.shutdownNow();
        closeWhere(_ -> true);
        closing.close();
    }

    /** Waits for the cluster if it is being started. Blocks; for virtual threads. */
    public Upstream open(ClusterId cluster, PrincipalId principal) {
        Clients clients = use(Target.of(serving(cluster), principal));
        return new Upstream(clients, places, () -> giveBack(clients));
    }

    /** As {@link #open}, but never waits: nothing for a cluster that is being started. */
    public Optional<Upstream> openNow(ClusterId cluster, PrincipalId principal) {
        return tenants.cluster(cluster)
                .filter(present -> !present.nodes().isEmpty())
                .map(present -> {
                    Clients clients = use(Target.of(present, principal));
                    return new Upstream(clients, places, () -> giveBack(clients));
                });
    }

    private Cluster serving(ClusterId id) {
        Upstream.await(tenants.awaitNodes(id, config.clusterWait()));
        return tenants.cluster(id)
                .filter(cluster -> !cluster.nodes().isEmpty())
                .orElseThrow(() -> new Problem.Unavailable("Cluster " + id + " is not running at the moment.", STARTING)
                        .asException());
    }

    private Clients use(Target target) {
        lock.lock();
        try {
            Clients clients = open.get(target);
            if (clients == null) {
                makeRoom();
                KnownTopics known = topics.computeIfAbsent(target.cluster(), _ -> new KnownTopics());
                clients = new Clients(settings(target), config.consumers(), known);
                open.put(target, clients);
            }
            clients.users++;
            return clients;
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        if (open.size() < config.max()) {
            return;
        }
        Clients longestIdle = open.values().stream()
                .filter(clients -> clients.users == 0)
                .findFirst()
                .orElseThrow(() -> new Problem.TooManyRequests(
                                "The gateway serves as many callers as it can.", Duration.ofSeconds(1))
                        .asException());
        open.remove(longestIdle.target());
        closing.execute(longestIdle::close);
    }

    private void giveBack(Clients clients) {
        lock.lock();
        try {
            clients.users--;
            clients.idleSince = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    private ClientSettings settings(Target target) {
        return new ClientSettings(
                target,
                () -> token(target.cluster(), target.principal()),
                config.timeout(),
                config.buffer().asLongValue());
    }

    private CallerToken token(ClusterId cluster, PrincipalId principal) {
        Optional<SignedToken> signed = tokens.token(cluster, principal);
        return new CallerToken(signed.orElseThrow(), principal.value());
    }

    private void changed(StateChange change) {
        if (change instanceof StateChange.ClusterClosed(ClusterId cluster)) {
            closeWhere(clients -> clients.target().cluster().equals(cluster));
            topics.remove(cluster);
        }
    }

    private void closeIdle() {
        long longest = config.idle().toNanos();
        long now = System.nanoTime();
        closeWhere(clients -> clients.users == 0 && now - clients.idleSince > longest);
        all().forEach(clients -> closing.execute(() -> clients.closeUnusedAdmin(now)));
    }

    private List<Clients> all() {
        lock.lock();
        try {
            return List.copyOf(open.values());
        } finally {
            lock.unlock();
        }
    }

    private void closeWhere(Predicate<Clients> unwanted) {
        List<Clients> closed = new ArrayList<>();
        lock.lock();
        try {
            for (Iterator<Clients> all = open.values().iterator(); all.hasNext(); ) {
                Clients clients = all.next();
                if (unwanted.test(clients)) {
                    all.remove();
                    closed.add(clients);
                }
            }
        } finally {
            lock.unlock();
        }
        closed.forEach(clients -> closing.execute(clients::close));
    }
}
