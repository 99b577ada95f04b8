package dev.weir.agent.command;

import dev.weir.agent.home.Settings;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.platform.Capacity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    Settings over(Settings before, WeirHome home) throws IOException {
        String address = listen == null ? before.listen() : listen;
        requireTls(address);
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
                    tlsCertificate == null ? before.tlsCertificate() : readable(tlsCertificate, "--tls-certificate"),
                    tlsKey == null ? before.tlsKey() : readable(tlsKey, "--tls-key"));
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
        return all;
    }

    private String advertised(Settings before, String address) {
        if (advertise != null) {
            return advertise;
        }
        return listen == null ? before.advertised() : address;
    }

    private static void requireTls(String address) {
        try {
            if (InetAddress.getByName(address).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new CommandFailure("--listen: " + address + " is no address of this machine");
        }
        throw new CommandFailure(
                "--listen " + address + " is refused: others than this machine could listen to keys and"
                        + " records, since the Kafka port doesn't speak TLS yet. Stay on a loopback address and put a proxy"
                        + " that ends TLS before it.");
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
