package dev.weir.gateway.state;

import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.IdentityProviderId;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All tables, and who hears of what changes in them. A record with an impossible id throws before it is put. A
 * singleton, since a proxy would have fields of its own.
 */
@Singleton
class StateTables {
    final VersionedTable<ClusterDesired> clusters =
            new VersionedTable<>(ClusterDesired::cluster, Comparator.comparingLong(ClusterDesired::generation));
    final VersionedTable<ClusterStatus> statuses =
            new VersionedTable<>(ClusterStatus::cluster, Comparator.comparingLong(ClusterStatus::sequence));
    final VersionedTable<ClusterSecret> secrets =
            new VersionedTable<>(ClusterSecret::cluster, Comparator.comparingLong(ClusterSecret::generation));
    final VersionedTable<ApiKeyRecord> keys =
            new VersionedTable<>(ApiKeyRecord::key, Comparator.comparingLong(ApiKeyRecord::generation));

    final VersionedTable<IdentityProviderRecord> providers = new VersionedTable<>(
            IdentityProviderRecord::provider, Comparator.comparingLong(IdentityProviderRecord::generation));

    private final List<StateListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong changes = new AtomicLong();

    void listen(StateListener listener) {
        listeners.add(listener);
    }

    /** Grows with each change, so that the snapshot knows whether it is behind. */
    long changes() {
        return changes.get();
    }

    void put(ClusterDesired record) {
        var id = new ClusterId(record.cluster());
        if (clusters.put(record).changed()) {
            tell(
                    record.state() == DesiredState.RUNNING
                            ? new StateChange.ClusterChanged(id)
                            : new StateChange.ClusterClosed(id));
        }
    }

    void put(ClusterStatus record) {
        var id = new ClusterId(record.cluster());
        if (statuses.put(record).changed()) {
            tell(new StateChange.ClusterChanged(id));
        }
    }

    void put(ClusterSecret record) {
        var id = new ClusterId(record.cluster());
        if (secrets.put(record).changed()) {
            tell(new StateChange.ClusterChanged(id));
        }
    }

    void put(ApiKeyRecord record) {
        ApiKey now = ApiKey.of(record);
        var outcome = keys.put(record);
        if (!outcome.changed()) {
            return;
        }
        changes.incrementAndGet();
        ApiKeyRecord before = outcome.before();
        var id = new ApiKeyId(record.key());
        if (before == null) {
            tell(new StateChange.KeyOpened(id));
        } else if (!now.opensTheSameAs(ApiKey.of(before))) {
            tell(new StateChange.KeyClosed(id));
        }
    }

    void put(IdentityProviderRecord record) {
        IdentityProviderId id = IdentityProvider.of(record).id();
        if (providers.put(record).changed()) {
            tell(new StateChange.ProviderChanged(id));
        }
    }

    private void tell(StateChange change) {
        changes.incrementAndGet();
        listeners.forEach(listener -> listener.changed(change));
    }
}
