package dev.weir.cli.context;

/**
 * How to reach one cluster.
 *
 * @param id {@code lkc-…}
 * @param environment {@code env-…}
 * @param bootstrap {@code host:port} for Kafka clients
 * @param http base address of Kafka REST, without a slash at its end
 * @param securityProtocol what Kafka clients call it, such as {@code SASL_PLAINTEXT}
 * @param key opens this cluster
 */
public record ClusterAccess(
        String id, String environment, String bootstrap, String http, String securityProtocol, KeyPair key) {}
