package dev.weir.controlplane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.PasswordAuthentication;
import dev.weir.tenants.events.PlatformTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The platform's own Kafka as it is at run time: the broker program in a process, with users, ACLs and topics. */
public final class PlatformKafka implements AutoCloseable {
    public static final String CONTROL_PLANE = "control-plane";
    public static final String AGENT = "agent";
    public static final String GATEWAY = "gateway";
    private static final Path PROGRAM =
            Path.of("../data-plane/broker/target/app").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final List<Integer> ports = FreePorts.take(3);
    private Process process;

    public PlatformKafka() {
        try {
            folder = Files.createTempDirectory("weir-platform-kafka");
            JsonMapper.builder().build().writeValue(folder.resolve("spec.json").toFile(), spec());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
        makeTopics();
    }

    public void start() {
        Path log = folder.resolve("broker.log");
        try {
            Files.deleteIfExists(log);
            process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(START).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            String said = Files.readString(log);
            if (!process.isAlive()) {
                throw new IllegalStateException("the broker ended: " + said);
            }
            assertThat(said).contains("weir-broker ready");
        });
    }

    /** As a crash would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Empties the platform topics, as if their disk had been lost. */
    public void empty() {
        try (Admin admin = Admin.create(clientConfig(BrokerSpec.PLATFORM_USER))) {
            admin.deleteTopics(topicNames()).all().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
        makeTopics();
    }

    public String bootstrap() {
        return "127.0.0.1:" + ports.getFirst();
    }

    public Map<String, Object> clientConfig(String user) {
        return new HashMap<>(config(user));
    }

    /** For Quarkus, every name with {@code kafka.} before it. */
    public Map<String, String> quarkusConfig() {
        var config = new HashMap<String, String>();
        config(CONTROL_PLANE).forEach((name, value) -> config.put("kafka." + name, value));
        return config;
    }

    private Map<String, String> config(String user) {
        return Map.of(
                "bootstrap.servers",
                bootstrap(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                        + password(user) + "\";");
    }

    @Override
    public void close() {
        kill();
        Folders.delete(folder);
    }

    private void makeTopics() {
        try (Admin admin = Admin.create(clientConfig(BrokerSpec.PLATFORM_USER))) {
            List<NewTopic> topics = topicNames().stream()
                    .map(name -> new NewTopic(name, 1, (short) 1).configs(Map.of("cleanup.policy", "compact")))
                    .toList();
            // A topic that was just deleted may be there for a moment.
            await().atMost(START)
                    .ignoreExceptions()
                    .untilAsserted(() -> admin.createTopics(topics).all().get(30, TimeUnit.SECONDS));
        }
    }

    private static List<String> topicNames() {
        return Arrays.stream(PlatformTopic.values())
                .map(PlatformTopic::topicName)
                .toList();
    }

    private static String password(String user) {
        return user + "-password";
    }

    private List<String> command() throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Xss256k",
                "-Djava.awt.headless=true",
                "-XX:+ExitOnOutOfMemoryError"));
        try (Stream<Path> libraries = Files.list(PROGRAM.resolve("lib"))) {
            String classPath = Stream.concat(
                            Stream.of(PROGRAM.resolve("broker-0.1.0-SNAPSHOT.jar")), libraries.sorted())
                    .map(Path::toString)
                    .reduce((left, right) -> left + java.io.File.pathSeparator + right)
                    .orElseThrow();
            command.addAll(List.of("-cp", classPath, "dev.weir.broker.BrokerMain"));
        }
        command.add(folder.resolve("spec.json").toString());
        return command;
    }

    private BrokerSpec spec() {
        var node = new BrokerNode(0, "127.0.0.1", ports.get(0), ports.get(1), ports.get(2), "127.0.0.1", ports.get(0));
        var passwords = new HashMap<String, String>();
        for (String user : List.of(CONTROL_PLANE, AGENT, GATEWAY, BrokerSpec.PLATFORM_USER)) {
            passwords.put(user, password(user));
        }
        var acls = new ArrayList<AclGrant>();
        for (String user : List.of(CONTROL_PLANE, AGENT, GATEWAY)) {
            acls.add(AclGrant.prefixed("User:" + user, "TOPIC", "weir.", "READ"));
            acls.add(AclGrant.prefixed("User:" + user, "TOPIC", "weir.", "DESCRIBE"));
            acls.add(AclGrant.prefixed("User:" + user, "GROUP", user, "READ"));
            acls.add(AclGrant.prefixed("User:" + user, "GROUP", user, "DESCRIBE"));
        }
        acls.add(AclGrant.prefixed("User:" + CONTROL_PLANE, "TOPIC", "weir.", "WRITE"));
        acls.add(AclGrant.of("User:" + AGENT, "TOPIC", PlatformTopic.CLUSTER_STATUS.topicName(), "WRITE"));
        acls.add(AclGrant.of("User:" + GATEWAY, "TOPIC", PlatformTopic.TOPIC_EVENTS.topicName(), "WRITE"));
        acls.add(AclGrant.of("User:" + GATEWAY, "TOPIC", PlatformTopic.GATEWAY_USAGE.topicName(), "WRITE"));
        acls.add(AclGrant.of("User:" + GATEWAY, "TOPIC", PlatformTopic.REST_CONSUMERS.topicName(), "WRITE"));
        for (String user : List.of(CONTROL_PLANE, AGENT, GATEWAY)) {
            acls.add(AclGrant.of("User:" + user, "CLUSTER", "kafka-cluster", "IDEMPOTENT_WRITE"));
        }
        return new BrokerSpec(
                BrokerSpec.SCHEMA,
                "lkc-platform",
                0,
                List.of(node),
                folder.resolve("data").toString(),
                1,
                1,
                2 * 1024 * 1024,
                "brokers-among-themselves",
                null,
                new PasswordAuthentication(passwords),
                List.of(BrokerSpec.PLATFORM_USER, BrokerSpec.BROKER_USER),
                acls);
    }
}
