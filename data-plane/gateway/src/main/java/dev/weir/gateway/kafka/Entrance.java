package dev.weir.gateway.kafka;

import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.id.ClusterId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The port or the name by which a client came in. It says which broker of the client's cluster is meant. */
sealed interface Entrance {
    /** Nothing when the cluster has no such broker. */
    Optional<NodeAddress> choose(List<NodeAddress> nodes);

    /** The broker's listener that advertises entrances of this kind. */
    default int port(NodeAddress node) {
        return node.gatewayPort();
    }

    /** Whether one broker is meant, and no other will do. */
    default boolean particular() {
        return false;
    }

    /** The cluster that was called by name; null when only the client's credential says which it is. */
    default @Nullable ClusterId addressed() {
        return null;
    }

    /** Any broker. */
    record Bootstrap() implements Entrance {
        @Override
        public Optional<NodeAddress> choose(List<NodeAddress> nodes) {
            return any(nodes);
        }
    }

    /** The broker with this id. */
    record Broker(int id) implements Entrance {
        @Override
        public Optional<NodeAddress> choose(List<NodeAddress> nodes) {
            return nodes.stream().filter(node -> node.id() == id).findFirst();
        }

        @Override
        public boolean particular() {
            return true;
        }
    }

    /** A cluster, and perhaps one of its brokers, by the name in the client's TLS greeting. */
    record Named(ClusterId cluster, OptionalInt broker) implements Entrance {
        @Override
        public Optional<NodeAddress> choose(List<NodeAddress> nodes) {
            List<NodeAddress> named =
                    nodes.stream().filter(node -> node.namedPort() > 0).toList();
            return broker.isPresent()
                    ? named.stream()
                            .filter(node -> node.id() == broker.getAsInt())
                            .findFirst()
                    : any(named);
        }

        @Override
        public int port(NodeAddress node) {
            return node.namedPort();
        }

        @Override
        public boolean particular() {
            return broker.isPresent();
        }

        @Override
        public ClusterId addressed() {
            return cluster;
        }
    }

    /** The greeting hasn't been read yet. */
    record Unknown() implements Entrance {
        @Override
        public Optional<NodeAddress> choose(List<NodeAddress> nodes) {
            return Optional.empty();
        }
    }

    private static Optional<NodeAddress> any(List<NodeAddress> nodes) {
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(nodes.get(ThreadLocalRandom.current().nextInt(nodes.size())));
    }
}
