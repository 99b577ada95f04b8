package dev.weir.gateway.state;

import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.IdentityProviderId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
        return judge(key);
    }

    private Authentication judge(ApiKey key) {
        return key.revoked()
                ? new Authentication.Revoked(key.id())
                : judge(new Authentication.Accepted(key.id(), key.principal(), key.cluster()));
    }

    /** Whether the cluster takes who is let in. */
    private Authentication judge(Authentication.Accepted accepted) {
        ClusterDesired desired = tables.clusters.get(accepted.cluster().value());
        DesiredState state = desired == null ? DesiredState.DELETED : desired.state();
        return switch (state) {
            case RUNNING -> accepted;
            case SUSPENDED -> new Authentication.ClusterSuspended(accepted.cluster());
            case DELETED -> new Authentication.ClusterGone(accepted.cluster());
        };
    }

    /**
     * Judges as {@link #authenticate} does, but gives a key or a cluster that isn't known yet a moment to arrive: its
     * owner may be faster than the platform topics. Never fails.
     */
    public CompletableFuture<Authentication> authenticateNewcomer(String keyId, String secret) {
        return newcomer(keyId)
                .thenCompose(
                        key -> key.filter(known -> known.hash().matches(secret)).isPresent()
                                ? admit(key.get())
                                : CompletableFuture.completedFuture(new Authentication.WrongCredentials()));
    }

    /** A key by its id, which is given a moment to arrive. Never fails. */
    public CompletableFuture<Optional<ApiKey>> newcomer(String keyId) {
        return waiting.until(
                keyId, () -> tables.keys.get(keyId) == null ? null : key(keyId), patience(), Optional::empty);
    }

    /**
     * Lets somebody in who has proved to have this key's secret, and gives the cluster a moment to arrive. Judges the key
     * as it is then: it may have been revoked meanwhile. Never fails.
     */
    public CompletableFuture<Authentication> admit(ApiKey proved) {
        String cluster = proved.cluster().value();
        Supplier<Authentication> judgement = () -> key(proved.id().value())
                .filter(now -> now.hash().equals(proved.hash()))
                .map(this::judge)
                .orElseGet(Authentication.WrongCredentials::new);
        return waiting.until(
                cluster, () -> tables.clusters.get(cluster) == null ? null : judgement.get(), patience(), judgement);
    }

    private Duration patience() {
        return progress.ready() ? newKeyPatience : startPatience;
    }

    /** Whom this organization trusts. */
    public List<IdentityProvider> providers(OrganizationId organization) {
        return tables.providers.all().values().stream()
                .filter(record -> record.organization().equals(organization.value()))
                .filter(record -> record.state() == IdentityProviderRecord.State.ACTIVE)
                .map(IdentityProvider::of)
                .toList();
    }

    public Optional<IdentityProvider> provider(IdentityProviderId id) {
        return Optional.ofNullable(tables.providers.get(id.value()))
                .filter(record -> record.state() == IdentityProviderRecord.State.ACTIVE)
                .map(IdentityProvider::of);
    }

    /** Lets somebody in for whom a provider of the cluster's organization vouched. */
    public Authentication admit(Credential.Vouched vouched, PrincipalId principal, ClusterId cluster) {
        var accepted = new Authentication.Accepted(vouched, principal, cluster);
        return stillVouchedFor(accepted, vouched) ? judge(accepted) : new Authentication.ClusterGone(cluster);
    }

    /** Lets somebody in whose token stands for a key, as long as the key is good. */
    Authentication admit(Authentication.Accepted lent) {
        return lent.credential() instanceof Credential.Lent(ApiKeyId id, Instant _) && !stillOpen(id, lent)
                ? new Authentication.Revoked(id)
                : judge(lent);
    }

    private boolean stillVouchedFor(Authentication.Accepted accepted, Credential.Vouched vouched) {
        return provider(vouched.provider())
                .filter(provider -> cluster(accepted.cluster())
                        .filter(cluster -> cluster.organization().equals(provider.organization()))
                        .isPresent())
                .flatMap(provider -> provider.account(vouched.subject()))
                .filter(accepted.principal()::equals)
                .isPresent();
    }

    /** Whether what was accepted would be accepted again. */
    public boolean stillGood(Authentication.Accepted accepted) {
        boolean credentialIsGood = switch (accepted.credential()) {
            case Credential.Key(ApiKeyId id) -> stillOpen(id, accepted);
            case Credential.Lent(ApiKeyId id, Instant _) -> stillOpen(id, accepted);
            case Credential.Vouched vouched -> stillVouchedFor(accepted, vouched);
        };
        return credentialIsGood
                && cluster(accepted.cluster())
                        .filter(cluster -> cluster.desiredState() == DesiredState.RUNNING)
                        .isPresent();
    }

    private boolean stillOpen(ApiKeyId id, Authentication.Accepted accepted) {
        return key(id.value())
                .filter(key -> !key.revoked())
                .filter(key -> key.principal().equals(accepted.principal()))
                .filter(key -> key.cluster().equals(accepted.cluster()))
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

    /** All clusters whose brokers run, as far as is known. */
    public List<ClusterId> running() {
        return tables.clusters.all().keySet().stream()
                .map(ClusterId::new)
                .filter(id ->
                        cluster(id).filter(found -> !found.nodes().isEmpty()).isPresent())
                .toList();
    }

    public void listen(StateListener listener) {
        tables.listen(listener);
    }
}
