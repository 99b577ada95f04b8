package dev.weir.agent.home;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code weir up}, kept from start to start.
 *
 * @param schema version of this shape
 * @param listen the address on which API, Kafka port and HTTP listen
 * @param advertised the host that clients are told
 * @param apiPort the management API
 * @param kafkaPort the shared bootstrap port; node k of each cluster is at this port + 1 + k
 * @param httpPort Kafka REST
 * @param nodePorts how many node ports there are, so the most brokers of one cluster
 * @param maxBrokers the most awake brokers, or null: as memory and disk allow
 * @param tlsCertificate PEM file, or null
 * @param tlsKey PEM file, or null
 * @param domain under which clusters have names, or null; only with a certificate
 * @param namedPort the port of all clusters with a name, or null for the usual one
 */
public record Settings(
        int schema,
        String listen,
        String advertised,
        int apiPort,
        int kafkaPort,
        int httpPort,
        int nodePorts,
        @Nullable Integer maxBrokers,
        @Nullable String tlsCertificate,
        @Nullable String tlsKey,
        @Nullable String domain,
        @Nullable Integer namedPort) {
    public static final int SCHEMA = 1;
    public static final Settings DEFAULT =
            new Settings(SCHEMA, "127.0.0.1", "127.0.0.1", 8080, 9092, 8082, 3, null, null, null, null, null);

    private static final int NAMED_PORT = 9443;
    private static final int MOST_PORT = 65_535;

    public Settings {
        port(apiPort, "--api-port");
        port(kafkaPort, "--kafka-port");
        port(httpPort, "--http-port");
        if (nodePorts < 1 || kafkaPort + nodePorts > MOST_PORT) {
            throw new IllegalArgumentException(
                    "--node-ports must be at least 1 and leave room for them above --kafka-port");
        }
        if (domain != null && tlsCertificate == null) {
            throw new IllegalArgumentException("--domain needs TLS, by which clients say a name: --tls");
        }
        if (namedPort != null) {
            port(namedPort, "--named-port");
        }
        if (maxBrokers != null && maxBrokers < 0) {
            throw new IllegalArgumentException("--max-brokers can't be negative");
        }
    }

    /** Without names. */
    public Settings(
            int schema,
            String listen,
            String advertised,
            int apiPort,
            int kafkaPort,
            int httpPort,
            int nodePorts,
            @Nullable Integer maxBrokers,
            @Nullable String tlsCertificate,
            @Nullable String tlsKey) {
        this(
                schema,
                listen,
                advertised,
                apiPort,
                kafkaPort,
                httpPort,
                nodePorts,
                maxBrokers,
                tlsCertificate,
                tlsKey,
                null,
                null);
    }

    public static Settings load(WeirHome home) throws IOException {
        return Json.read(home.settings(), Settings.class).orElse(DEFAULT);
    }

    /** The port of node k of every cluster. */
    public int nodePort(int node) {
        return kafkaPort + 1 + node;
    }

    /** The port at which clusters are reached by name, if they have any. */
    public int portForNames() {
        return namedPort == null ? NAMED_PORT : namedPort;
    }

    public String api() {
        return scheme() + "://" + advertised + ":" + apiPort;
    }

    public String kafka() {
        return advertised + ":" + kafkaPort;
    }

    public String http() {
        return scheme() + "://" + advertised + ":" + httpPort;
    }

    private String scheme() {
        return tlsCertificate == null ? "http" : "https";
    }

    private static void port(int port, String option) {
        if (port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException(option + " must be between 1 and " + MOST_PORT);
        }
    }
}
