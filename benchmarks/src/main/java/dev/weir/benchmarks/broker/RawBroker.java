package dev.weir.benchmarks.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.benchmarks.platform.OwnSession;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.PasswordAuthentication;
import dev.weir.tenants.broker.TokenAuthentication;
import dev.weir.tenants.id.PrincipalId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One broker without a platform: formatted, started, reached directly by its clients, killed. */
public final class RawBroker implements AutoCloseable {
    private static final String OWNER = "u-bench";
    private static final String PASSWORD = "bench-password";
    private static final int MESSAGE_BYTES = 2 * 1024 * 1024;
    private static final int GATEWAY_PORT = 9092;
    private static final int CONTROLLER_PORT = 9093;
    private static final int INTERNAL_PORT = 9094;
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final BrokerNode node;
    private final Map<String, String> login;
    private final Path log;

    private RawBroker(Process process, BrokerNode node, Map<String, String> login, Path log) {
        this.process = process;
        this.node = node;
        this.login = login;
        this.log = log;
    }

    /**
     * Starts it with an empty data folder; returns at once. Clients log in with a token, as gateways do.
     *
     * @param number of those that run at the same time, each has its own address
     */
    public static RawBroker start(BrokerProgram program, Path folder, int number) {
        var token = new BrokerToken();
        String cluster = "lkc-raw" + number;
        Path keys = folder.resolve("jwks.json");
        var tokens = new TokenAuthentication(keys.toString(), TokenAuthentication.GATEWAY_ISSUER, cluster);
        Map<String, String> login = login(
                "OAUTHBEARER",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required token=\"%s\" subject=\"%s\";"
                        .formatted(token.sign(TokenAuthentication.GATEWAY_ISSUER, cluster, OWNER), OWNER),
                Map.of("sasl.login.callback.handler.class", GivenTokenLogin.class.getName()));
        try {
            Files.createDirectories(folder);
            Files.writeString(keys, token.keySet());
            BrokerNode node = node(number);
            List<AclGrant> acls = Role.CLOUD_CLUSTER_ADMIN.grants(PrincipalId.of(OWNER));
            return start(program, folder, spec(folder, cluster, node, tokens, null, acls), login);
        } catch (IOException e) {
            throw new BenchmarkFailedException("can't start a broker in " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * The same with SASL/PLAIN, as clients come to the gateway.
     *
     * @param relayPort where clients are told to come on 127.0.0.1; 0 for the broker itself
     */
    public static RawBroker startWithPassword(BrokerProgram program, Path folder, int number, int relayPort) {
        try {
            Files.createDirectories(folder);
            BrokerNode own = node(number);
            BrokerNode node = relayPort == 0
                    ? own
                    : new BrokerNode(
                            own.id(),
                            own.host(),
                            own.gatewayPort(),
                            own.internalPort(),
                            own.controllerPort(),
                            "127.0.0.1",
                            relayPort);
            Map<String, String> login = login(
                    "PLAIN",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                            .formatted(BrokerSpec.PLATFORM_USER, PASSWORD),
                    Map.of());
            var passwords = new PasswordAuthentication(Map.of(BrokerSpec.PLATFORM_USER, PASSWORD));
            return start(program, folder, spec(folder, "lkc-raw" + number, node, null, passwords, List.of()), login);
        } catch (IOException e) {
            throw new BenchmarkFailedException("can't start a broker in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static RawBroker start(BrokerProgram program, Path folder, BrokerSpec spec, Map<String, String> login)
            throws IOException {
        Path file = folder.resolve("spec.json");
        new ObjectMapper().writeValue(file.toFile(), spec);
        Path log = folder.resolve("broker.log");
        var builder = new ProcessBuilder(OwnSession.of(program.command(file)))
                .directory(program.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return new RawBroker(builder.start(), spec.nodes().getFirst(), login, log);
    }

    private static BrokerSpec spec(
            Path folder,
            String cluster,
            BrokerNode node,
            @Nullable TokenAuthentication tokens,
            @Nullable PasswordAuthentication passwords,
            List<AclGrant> acls) {
        return new BrokerSpec(
                BrokerSpec.SCHEMA,
                cluster,
                0,
                List.of(node),
                folder.resolve("data").toString(),
                1,
                1,
                MESSAGE_BYTES,
                "bench-internal",
                tokens,
                passwords,
                List.of(BrokerSpec.PLATFORM_USER, BrokerSpec.BROKER_USER),
                acls);
    }

    private static Map<String, String> login(String mechanism, String jaas, Map<String, String> more) {
        var login = new HashMap<>(more);
        login.put("security.protocol", "SASL_PLAINTEXT");
        login.put("sasl.mechanism", mechanism);
        login.put("sasl.jaas.config", jaas);
        return login;
    }

    /** How a client reaches it, past any relay. */
    public Map<String, String> clientSettings() {
        var settings = new HashMap<>(login);
        settings.put("bootstrap.servers", host() + ":" + port());
        return settings;
    }

    public String host() {
        return node.host();
    }

    public int port() {
        return node.gatewayPort();
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
