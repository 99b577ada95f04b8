package dev.weir.tenants.broker;

import org.jspecify.annotations.Nullable;

/**
 * Where one broker of a cluster listens, and what it tells clients.
 *
 * @param id the broker's id, 0 to n-1
 * @param host where others reach its listeners
 * @param gatewayPort listener {@code GATEWAY}: clients' connections, relayed by the gateway
 * @param internalPort listener {@code INTERNAL}: other brokers, and the gateway's own clients
 * @param controllerPort listener {@code CONTROLLER}: the quorum
 * @param advertisedHost what {@code GATEWAY} tells clients: the gateway's host
 * @param advertisedPort what {@code GATEWAY} tells clients: the gateway's port for this node
 * @param named the listener that tells clients this node's own name; null where nodes have none
 * @param bind the address that its listeners take; null when that is host
 */
public record BrokerNode(
        int id,
        String host,
        int gatewayPort,
        int internalPort,
        int controllerPort,
        String advertisedHost,
        int advertisedPort,
        @Nullable NamedListener named,
        @Nullable String bind) {

    /** A node that listens at the address by which it is reached. */
    public BrokerNode(
            int id,
            String host,
            int gatewayPort,
            int internalPort,
            int controllerPort,
            String advertisedHost,
            int advertisedPort,
            @Nullable NamedListener named) {
        this(id, host, gatewayPort, internalPort, controllerPort, advertisedHost, advertisedPort, named, null);
    }

    /** A node without a name of its own. */
    public BrokerNode(
            int id,
            String host,
            int gatewayPort,
            int internalPort,
            int controllerPort,
            String advertisedHost,
            int advertisedPort) {
        this(id, host, gatewayPort, internalPort, controllerPort, advertisedHost, advertisedPort, null, null);
    }

    /** The address that its listeners take. */
    public String listening() {
        return bind == null ? host : bind;
    }

    /**
     * Listener {@code NAMED}: clients' connections that came to the gateway by name.
     *
     * @param port where it listens
     * @param advertisedHost the node's name, such as {@code b0-lkc-abc123.kafka.example.com}
     * @param advertisedPort the gateway's port for names
     */
    public record NamedListener(int port, String advertisedHost, int advertisedPort) {}
}
