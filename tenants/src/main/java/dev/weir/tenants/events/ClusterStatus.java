package dev.weir.tenants.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent or operator has made of a cluster.
 *
 * @param schema version of this shape
 * @param cluster {@code lkc-…}
 * @param generation of the desired state that this answers
 * @param sequence grows with each report of one cluster; readers ignore lower ones
 * @param phase how far it is
 * @param nodes where its brokers listen; empty unless they run
 * @param certificateAuthority PEM of the brokers' CA, or null where they speak without TLS
 * @param reason one word for a program, such as {@code BrokerExited}; empty when all is well
 * @param message a sentence for a person; empty when all is well
 * @param observedAt milliseconds since 1970
 */
public record ClusterStatus(
        int schema,
        String cluster,
        long generation,
        long sequence,
        Phase phase,
        List<NodeAddress> nodes,
        @Nullable String certificateAuthority,
        String reason,
        String message,
        long observedAt) {
    public static final int SCHEMA = 1;

    public ClusterStatus {
        nodes = List.copyOf(nodes);
    }

    /** There is nothing of it any more. */
    public static ClusterStatus deleted(String cluster, long generation, long sequence) {
        long now = System.currentTimeMillis();
        return new ClusterStatus(SCHEMA, cluster, generation, sequence, Phase.DELETED, List.of(), null, "", "", now);
    }

    /** How far a cluster is. */
    public enum Phase {
        /** Processes are being started, or started again. */
        STARTING,
        /** Every broker answers. */
        RUNNING,
        /** No process runs, the data is kept. */
        STOPPED,
        /** It can't be made so; reason and message say why, and it is tried again. */
        FAILED,
        /** No process runs, the data is gone. */
        DELETED
    }

    /**
     * Where one broker listens.
     *
     * @param id the broker's id
     * @param host reachable from the gateway
     * @param gatewayPort for connections that the gateway relays; advertises the gateway's address
     * @param internalPort for clients of the gateway's own; advertises its own address
     * @param namedPort like gatewayPort, but advertises the broker's own name under the gateway's domain; 0 where there are
     *     no such names
     */
    public record NodeAddress(int id, String host, int gatewayPort, int internalPort, int namedPort) {
        /** A broker that has no name of its own. */
        public NodeAddress(int id, String host, int gatewayPort, int internalPort) {
            this(id, host, gatewayPort, internalPort, 0);
        }
    }
}
