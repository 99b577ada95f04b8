package dev.weir.gateway.state;

import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in, and where their clusters are. Answers from memory; what it hands out doesn't change. Futures may
 * complete on the thread that reads the platform topics, so go on elsewhere when there is more to do than a little.
 */
@ApplicationScoped
public class TenantDirectory {
    private final StateTables tables;
    private final TopicProgress progress;
    private final Duration newKeyPatience;
    private final Duration startPatience;
    private final Waiting waiting = new Waiting();

    TenantDirectory(StateTables tables, TopicProgress progress, StateConfig config) {
        this.tables = tables;
        this.progress = progress;
        this.startPatience = config.startPatience();
        this.newKeyPatience = config.newKeyPatience();
        tables.listen(waiting::changed);
    }

    public Optional<ApiKey> key(String id) {
        return Optional.ofNullable(tables.keys.get(id)).map(ApiKey::of);
    }

    public Optional<Cluster> cluster(ClusterId id) {
        ClusterDesired desired = tables.clusters.get(id.value());
        return desired == null ? Optional.empty() : Optional.of(new Cluster(desired, tables.statuses.get(id.value())));
    }

    /** Judges what is known at this moment. */
    public Authentication authenticate(String keyId, String secret) {
        ApiKeyRecord record = tables.keys.get(keyId);
        if (record == null) {
            return new Authentication.WrongCredentials();
        }
        ApiKey key = ApiKey.of(record);
        if (!key.hash().matches(secret)) {
            return new Authentication.WrongCredentials();
        }
        if (key.revoked()) {
            return new Authentication.Revoked(key.id());
        }
        ClusterDesired desired = tables.clusters.get(key.cluster().value());
        DesiredState state = desired == null ? DesiredState.DELETED : desired.state();
        return switch (state) {
            case RUNNING -> new Authentication.Accepted(key.id(), key.principal(), key.cluster());
            case SUSPENDED -> new Authentication.ClusterSuspended(key.id(), key.cluster());
            case DELETED -> new Authentication.ClusterGone(key.id(), key.cluster());
        };
    }

    /**
     * Judges as {@link #authenticate} does, but gives a key or a cluster that isn't known yet a moment to arrive: its
     * owner may be faster than the platform topics. Never fails.
     */
    public CompletableFuture<Authentication> authenticateNewcomer(String keyId, String secret) {
        return waiting.<Optional<ApiKey>>until(
                        keyId, () -> tables.keys.get(keyId) == null ? null : key(keyId), patience(), Optional::empty)
                .thenCompose(key -> key.isPresent()
                        ? authenticateKnown(key.get(), secret)
                        : CompletableFuture.completedFuture(new Authentication.WrongCredentials()));
    }

    private Duration patience() {
        return progress.ready() ? newKeyPatience : startPatience;
    }

    private CompletableFuture<Authentication> authenticateKnown(ApiKey key, String secret) {
        String cluster = key.cluster().value();
        return waiting.until(
                cluster,
                () -> tables.clusters.get(cluster) == null
                        ? null
                        : authenticate(key.id().value(), secret),
                patience(),
                () -> authenticate(key.id().value(), secret));
    }

    /** Whether what was accepted would be accepted again. */
    public boolean stillGood(Authentication.Accepted accepted) {
        boolean keyIsGood = key(accepted.key().value())
                .filter(key -> !key.revoked())
                .filter(key -> key.principal().equals(accepted.principal()))
                .filter(key -> key.cluster().equals(accepted.cluster()))
                .isPresent();
        return keyIsGood
                && cluster(accepted.cluster())
                        .filter(cluster -> cluster.desiredState() == DesiredState.RUNNING)
                        .isPresent();
    }

    /**
     * Waits until all brokers of the cluster run and tokens for it can be signed. Never fails: an empty list when time
     * is up or the cluster is suspended or deleted.
     */
    public CompletableFuture<List<NodeAddress>> awaitNodes(ClusterId id, Duration patience) {
        return waiting.until(id.value(), () -> nodesIfDecided(id), patience, List::of);
    }

    private @Nullable List<NodeAddress> nodesIfDecided(ClusterId id) {
        Cluster cluster = cluster(id).orElse(null);
        if (cluster == null) {
            return null;
        }
        if (cluster.desiredState() != DesiredState.RUNNING) {
            return List.of();
        }
        boolean reachable = !cluster.nodes().isEmpty() && tables.secrets.get(id.value()) != null;
        return reachable ? cluster.nodes() : null;
    }

    public void listen(StateListener listener) {
        tables.listen(listener);
    }
}
