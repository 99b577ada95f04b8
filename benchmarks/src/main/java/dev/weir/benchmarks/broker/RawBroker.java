package dev.weir.benchmarks.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TokenAuthentication;
import dev.weir.tenants.id.PrincipalId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One broker without a platform: formatted, started, reached directly by its clients, killed. */
public final class RawBroker implements AutoCloseable {
    private static final String OWNER = "u-bench";
    private static final int MESSAGE_BYTES = 2 * 1024 * 1024;
    private static final int GATEWAY_PORT = 9092;
    private static final int CONTROLLER_PORT = 9093;
    private static final int INTERNAL_PORT = 9094;
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final BrokerNode node;
    private final String token;
    private final Path log;

    private RawBroker(Process process, BrokerNode node, String token, Path log) {
        this.process = process;
        this.node = node;
        this.token = token;
        this.log = log;
    }

    /**
     * Starts it with an empty data folder; returns at once.
     *
     * @param number of those that run at the same time, each has its own address
     */
    public static RawBroker start(BrokerProgram program, Path folder, int number) {
        try {
            Files.createDirectories(folder);
            String cluster = "lkc-raw" + number;
            BrokerNode node = node(number);
            var token = new BrokerToken();
            Path keys = Files.writeString(folder.resolve("jwks.json"), token.keySet());
            var spec = new BrokerSpec(
                    BrokerSpec.SCHEMA,
                    cluster,
                    0,
                    List.of(node),
                    folder.resolve("data").toString(),
                    1,
                    1,
                    MESSAGE_BYTES,
                    "bench-internal",
                    new TokenAuthentication(keys.toString(), TokenAuthentication.GATEWAY_ISSUER, cluster),
                    null,
                    List.of(BrokerSpec.PLATFORM_USER, BrokerSpec.BROKER_USER),
                    Role.CLOUD_CLUSTER_ADMIN.grants(PrincipalId.of(OWNER)));
            Path file = folder.resolve("spec.json");
            new ObjectMapper().writeValue(file.toFile(), spec);
            Path log = folder.resolve("broker.log");
            var builder = new ProcessBuilder(program.command(file))
                    .directory(program.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            return new RawBroker(
                    builder.start(), node, token.sign(TokenAuthentication.GATEWAY_ISSUER, cluster, OWNER), log);
        } catch (IOException e) {
            throw new BenchmarkFailedException("can't start a broker in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** How a client reaches it. */
    public Map<String, String> clientSettings() {
        return Map.of(
                "bootstrap.servers",
                node.host() + ":" + node.gatewayPort(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "OAUTHBEARER",
                "sasl.login.callback.handler.class",
                GivenTokenLogin.class.getName(),
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required token=\"%s\" subject=\"%s\";"
                        .formatted(token, OWNER));
    }

    public long pid() {
        return process.pid();
    }

    /** Says why if it has ended by itself. */
    public void checkAlive() {
        if (!process.isAlive()) {
            throw new BenchmarkFailedException(
                    "the broker ended with exit code " + process.exitValue() + ", see " + log);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new BenchmarkFailedException("broker " + process.pid() + " can't be killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On Linux each has its own loopback address, as tenants' brokers have; elsewhere ports of its own. */
    private static BrokerNode node(int number) throws IOException {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            String host = "127.200.0." + (number + 1);
            return new BrokerNode(0, host, GATEWAY_PORT, INTERNAL_PORT, CONTROLLER_PORT, host, GATEWAY_PORT);
        }
        String host = "127.0.0.1";
        try (var gateway = new ServerSocket(0, 1, InetAddress.getByName(host));
                var internal = new ServerSocket(0, 1, InetAddress.getByName(host));
                var controller = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return new BrokerNode(
                    0,
                    host,
                    gateway.getLocalPort(),
                    internal.getLocalPort(),
                    controller.getLocalPort(),
                    host,
                    gateway.getLocalPort());
        }
    }
}
