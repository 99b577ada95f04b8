package dev.weir.gateway.kafka;

import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The port by which a client came in. It says which broker of the client's cluster is meant. */
sealed interface Entrance {
    /** Nothing when the cluster has no such broker. */
    Optional<NodeAddress> choose(List<NodeAddress> nodes);

    /** Any broker. */
    record Bootstrap() implements Entrance {
        @Override
        public Optional<NodeAddress> choose(List<NodeAddress> nodes) {
            return nodes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(nodes.get(ThreadLocalRandom.current().nextInt(nodes.size())));
        }
    }

    /** The broker with this id. */
    record Broker(int id) implements Entrance {
        @Override
        public Optional<NodeAddress> choose(List<NodeAddress> nodes) {
            return nodes.stream().filter(node -> node.id() == id).findFirst();
        }
    }
}
