package dev.weir.agent.command;

import dev.weir.agent.home.Settings;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.platform.Capacity;
import dev.weir.agent.tls.DevelopmentAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code weir up} may be told; what isn't said stays as it was at the last start. */
final class UpOptions {
    @Option(names = "--api-port", paramLabel = "PORT", description = "management API (8080 at first)")
    private @Nullable Integer apiPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "bootstrap port for Kafka clients (9092 at first); the node ports follow it")
    private @Nullable Integer kafkaPort;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Kafka REST (8082 at first)")
    private @Nullable Integer httpPort;

    @Option(
            names = "--node-ports",
            paramLabel = "N",
            description = "ports after the bootstrap port, one for each broker that a cluster may have (3 at first)")
    private @Nullable Integer nodePorts;

    @Option(
            names = "--max-brokers",
            paramLabel = "N",
            description = "most brokers that run at a time (at first as many as memory and disk allow)")
    private @Nullable Integer maxBrokers;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "address to listen on (127.0.0.1 at first); others than loopback need TLS")
    private @Nullable String listen;

    @Option(
            names = "--advertise",
            paramLabel = "HOST",
            description = "host that clients are told, when it isn't the address to listen on")
    private @Nullable String advertise;

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "PEM with the certificate chain")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM with the private key")
    private @Nullable Path tlsKey;

    @Option(
            names = "--tls",
            negatable = true,
            fallbackValue = "true",
            description = "speak TLS on all three, with a certificate of an authority of this Weir's own that clients"
                    + " have to trust, unless --tls-certificate gives one")
    private @Nullable Boolean tls;

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "clusters get names as well: lkc-….DOMAIN at --named-port; needs TLS, and a DNS that leads"
                    + " *.DOMAIN here (*.localhost needs none in Java)")
    private @Nullable String domain;

    @Option(names = "--named-port", paramLabel = "PORT", description = "port of clusters' names (9443 at first)")
    private @Nullable Integer namedPort;

    Settings over(Settings before, WeirHome home) throws IOException {
        String address = listen == null ? before.listen() : listen;
        String certificate = certificate(before, home);
        String key = key(before, home);
        if ((certificate == null) != (key == null)) {
            throw new CommandFailure("--tls-certificate and --tls-key belong together");
        }
        requireTls(address, certificate);
        int most = before.maxBrokers() == null ? Capacity.of(home.root()) : before.maxBrokers();
        try {
            return new Settings(
                    Settings.SCHEMA,
                    address,
                    advertised(before, address),
                    apiPort == null ? before.apiPort() : apiPort,
                    kafkaPort == null ? before.kafkaPort() : kafkaPort,
                    httpPort == null ? before.httpPort() : httpPort,
                    nodePorts == null ? before.nodePorts() : nodePorts,
                    maxBrokers == null ? Integer.valueOf(most) : maxBrokers,
                    certificate,
                    key,
                    domain != null || certificate == null ? domain : before.domain(),
                    namedPort == null ? before.namedPort() : namedPort);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    /** The same options as arguments, for another process. */
    List<String> arguments() {
        List<String> all = new ArrayList<>();
        add(all, "--api-port", apiPort);
        add(all, "--kafka-port", kafkaPort);
        add(all, "--http-port", httpPort);
        add(all, "--node-ports", nodePorts);
        add(all, "--max-brokers", maxBrokers);
        add(all, "--listen", listen);
        add(all, "--advertise", advertise);
        add(all, "--tls-certificate", tlsCertificate);
        add(all, "--tls-key", tlsKey);
        if (tls != null) {
            all.add(tls ? "--tls" : "--no-tls");
        }
        add(all, "--domain", domain);
        add(all, "--named-port", namedPort);
        return all;
    }

    private String advertised(Settings before, String address) {
        if (advertise != null) {
            return advertise;
        }
        return listen == null ? before.advertised() : address;
    }

    private @Nullable String certificate(Settings before, WeirHome home) {
        if (tlsCertificate != null) {
            return readable(tlsCertificate, "--tls-certificate");
        }
        if (tls == null) {
            return before.tlsCertificate();
        }
        return tls ? authority(home).certificate().toString() : null;
    }

    private @Nullable String key(Settings before, WeirHome home) {
        if (tlsKey != null) {
            return readable(tlsKey, "--tls-key");
        }
        if (tls == null) {
            return before.tlsKey();
        }
        return tls ? authority(home).key().toString() : null;
    }

    private static DevelopmentAuthority authority(WeirHome home) {
        return new DevelopmentAuthority(home.tls(), Clock.systemUTC());
    }

    private static void requireTls(String address, @Nullable String certificate) {
        if (certificate != null) {
            return;
        }
        try {
            if (InetAddress.getByName(address).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new CommandFailure("--listen: " + address + " is no address of this machine");
        }
        throw new CommandFailure(
                "--listen " + address + " is refused without TLS: others than this machine could listen to keys"
                        + " and records. Add --tls, or --tls-certificate and --tls-key.");
    }

    private static String readable(Path file, String option) {
        if (!Files.isReadable(file)) {
            throw new CommandFailure(option + ": can't read " + file);
        }
        return file.toAbsolutePath().toString();
    }

    private static void add(List<String> all, String name, @Nullable Object value) {
        if (value != null) {
            all.add(name);
            all.add(value.toString());
        }
    }
}
