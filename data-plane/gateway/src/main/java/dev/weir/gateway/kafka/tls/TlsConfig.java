package dev.weir.gateway.kafka.tls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** TLS on the Kafka ports, and clusters by name. */
@ConfigMapping(prefix = "weir.gateway.kafka.tls")
public interface TlsConfig {
    /** PEM with the certificate and those that lead to its authority; with it Kafka ports speak TLS (1.2 and 1.3). */
    Optional<Path> certificate();

    /** PEM with the certificate's private key (PKCS #8, without a password). */
    Optional<Path> key();

    /**
     * Whether the bootstrap port and the nodes' ports speak TLS as well, when there is a certificate. Without, only the
     * port for names does.
     */
    @WithDefault("true")
    boolean numberedPorts();

    /** How often the files are looked at: new ones are used from then on, and no connection is dropped. */
    @WithDefault("5s")
    Duration reload();

    /**
     * The domain under which clusters have names: {@code lkc-abc123.<domain>}, and their brokers
     * {@code b0-lkc-abc123.<domain>}. The certificate has to be one of {@code *.<domain>}.
     */
    Optional<String> domain();

    /** The port of all clusters with a name; it listens when there is a domain. */
    @WithDefault("9443")
    int namedPort();
}
