package dev.weir.tenants.broker;

/**
 * Where one broker of a cluster listens, and what it tells clients.
 *
 * @param id the broker's id, 0 to n-1
 * @param host the address of all its listeners
 * @param gatewayPort listener {@code GATEWAY}: clients' connections, relayed by the gateway
 * @param internalPort listener {@code INTERNAL}: other brokers, and the gateway's own clients
 * @param controllerPort listener {@code CONTROLLER}: the quorum
 * @param advertisedHost what {@code GATEWAY} tells clients: the gateway's host
 * @param advertisedPort what {@code GATEWAY} tells clients: the gateway's port for this node
 */
public record BrokerNode(
        int id,
        String host,
        int gatewayPort,
        int internalPort,
        int controllerPort,
        String advertisedHost,
        int advertisedPort) {}
