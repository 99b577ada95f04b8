package dev.weir.gateway.kafka;

import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.gateway.state.StateChange;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** All open connections: how many, whose, and which have to go when a key or a cluster is closed. */
final class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);

    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unauthenticated = new AtomicInteger();
    private final Map<ClientConnection, Accepted> authenticated = new ConcurrentHashMap<>();
    private final Map<ClusterId, Integer> perCluster = new ConcurrentHashMap<>();

    /** False when there are too many already that haven't authenticated. */
    boolean open(ClientConnection connection, int limit) {
        open.add(connection);
        return unauthenticated.incrementAndGet() <= limit;
    }

    /** False when the cluster has as many connections as it may have. */
    boolean admit(ClientConnection connection, Accepted accepted, int limit) {
        int count = perCluster.merge(accepted.cluster(), 1, Integer::sum);
        if (count > limit) {
            leave(accepted.cluster());
            return false;
        }
        unauthenticated.decrementAndGet();
        authenticated.put(connection, accepted);
        return true;
    }

    void closed(ClientConnection connection) {
        open.remove(connection);
        Accepted accepted = authenticated.remove(connection);
        if (accepted == null) {
            unauthenticated.decrementAndGet();
        } else {
            leave(accepted.cluster());
        }
    }

    private void leave(ClusterId cluster) {
        perCluster.computeIfPresent(cluster, (id, count) -> count == 1 ? null : count - 1);
    }

    List<ClientConnection> all() {
        return List.copyOf(open);
    }

    void changed(StateChange change) {
        switch (change) {
            case StateChange.KeyClosed(ApiKeyId key) ->
                close("key=" + key, who -> who.key().equals(key));
            case StateChange.ClusterClosed(ClusterId cluster) ->
                close("cluster=" + cluster, who -> who.cluster().equals(cluster));
            case StateChange.KeyOpened _, StateChange.ClusterChanged _ -> {}
        }
    }

    private void close(String what, Predicate<Accepted> which) {
        var closing = authenticated.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        closing.forEach(ClientConnection::end);
        if (!closing.isEmpty()) {
            LOG.infof("event=access-ended %s connections=%d", what, closing.size());
        }
    }
}
