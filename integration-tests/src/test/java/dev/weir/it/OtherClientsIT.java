package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that others wrote, each with its own idioms: topics and their settings, records with and without keys told of
 * by callbacks, a group from the beginning, a second member, commits, a reset to zero, transactions. Several walk at the
 * same time, since they mostly wait.
 */
class OtherClientsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int AT_ONCE = 3;
    private static final String WALKED = "walked: topics, callbacks, groups, commit, reset, transactions";
    private static final Path INSTALLED = Launcher.scratch().resolve("clients");
    private static final Path SOURCES = Launcher.projectRoot().resolve("integration-tests/clients");

    private static final Map<Walk, Future<Launcher.Result>> WALKING = new ConcurrentHashMap<>();
    private static ExecutorService walkers;
    private static Tenant tenant;

    /**
     * A program that walks.
     *
     * @param need what {@code WEIR_REQUIRE} calls it
     * @param needed what must be there for it
     */
    record Walk(String client, String need, Path needed, List<String> command, List<String> more, String nodePath) {
        static Walk of(String client, String need, Path needed, String... command) {
            return new Walk(client, need, needed, List.of(command), List.of(), "");
        }

        static Walk python(String client, String environment, String source) {
            Path python = INSTALLED.resolve(environment).resolve("bin/python");
            return of(
                    client,
                    "python",
                    python,
                    python.toString(),
                    SOURCES.resolve(source).toString());
        }

        static Walk node(String client, String need, String folder, String source) {
            Path modules = INSTALLED.resolve(folder).resolve("node_modules");
            List<String> command = List.of("node", SOURCES.resolve(source).toString());
            return new Walk(client, need, modules, command, List.of(), modules.toString());
        }

        static Walk go(String client, String program) {
            Path binary = INSTALLED.resolve("go").resolve(program);
            return of(client, "go", binary, binary.toString());
        }

        static Walk java(String client, Path needed, Path home, String classPath, String... settings) {
            List<String> command = List.of(
                    home.resolve("bin/java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    SOURCES.resolve("JavaWalk.java").toString());
            return new Walk(client, "java-2.8", needed, command, List.of(settings), "");
        }

        boolean isThere() {
            return Files.exists(needed);
        }

        Launcher.Result run(Tenant tenant) {
            var whole = new ArrayList<>(command);
            whole.addAll(List.of(
                    tenant.weir().kafka(), tenant.key().id(), tenant.key().secret()));
            whole.addAll(more);
            return Launcher.run(whole, Launcher.projectRoot(), Map.of("NODE_PATH", nodePath), LIMIT, "");
        }

        @Override
        public String toString() {
            return client;
        }
    }

    static Stream<Walk> walks() {
        String own = System.getProperty("java.class.path");
        Path newest = Path.of(System.getProperty("java.home"));
        Path old = INSTALLED.resolve("java-2.8/kafka-clients-2.8.2.jar");
        String oldPath =
                old + ":" + jars(own, "slf4j-api-").findFirst().orElseThrow(() -> new AssertionError("no slf4j-api"));
        return Stream.of(
                Walk.java("Java 4.3", newest, newest, own),
                Walk.java("Java 4.3, KIP-848", newest, newest, own, "group.protocol=consumer"),
                olderJdk()
                        .map(jdk -> Walk.java("Java 2.8", old, jdk, oldPath, "heartbeat.interval.ms=500"))
                        .orElse(Walk.java("Java 2.8", Path.of("no JDK of 17 to 23"), newest, oldPath)),
                Walk.python("kafka-python", "python", "kafka_python_walk.py"),
                Walk.python("confluent-kafka for Python", "confluent-python", "confluent_kafka_walk.py"),
                Walk.python("aiokafka", "aiokafka", "aiokafka_walk.py"),
                Walk.node("KafkaJS", "node", "kafkajs", "js/kafkajs_walk.js"),
                Walk.node("kafka-javascript", "confluent-javascript", "confluent-javascript", "js/confluent_walk.js"),
                Walk.go("franz-go", "franz"),
                Walk.go("sarama", "sarama"));
    }

    /** Clients that old log in by what newer JDKs no longer have. */
    private static Optional<Path> olderJdk() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(":"))
                                .map(folder -> Path.of(folder, "java"))
                                .filter(Files::isExecutable),
                        IntStream.rangeClosed(17, 23)
                                .mapToObj(
                                        version -> Path.of("/usr/lib/jvm/java-" + version + "-openjdk-amd64/bin/java")))
                .filter(Files::isExecutable)
                .map(OtherClientsIT::home)
                .filter(OtherClientsIT::isOlder)
                .findFirst();
    }

    private static Path home(Path java) {
        try {
            return java.toRealPath().getParent().getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.anyMatch(line -> line.matches("JAVA_VERSION=\"(17|18|19|20|21|22|23)\\b.*"));
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<String> jars(String classPath, String name) {
        return Stream.of(classPath.split(":"))
                .filter(jar -> Path.of(jar).getFileName().toString().startsWith(name));
    }

    @BeforeAll
    static void setOut() {
        tenant = Tenant.signUp(LocalWeir.shared());
        walkers = Executors.newFixedThreadPool(AT_ONCE);
        walks().filter(Walk::isThere).forEach(walk -> WALKING.put(walk, walkers.submit(() -> walk.run(tenant))));
    }

    @AfterAll
    static void stop() {
        walkers.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("walks")
    void walks(Walk walk) throws InterruptedException, ExecutionException {
        Required.need(walk.need(), walk.isThere(), "./weir test gets it: integration-tests/clients/install");
        assertThat(WALKING.get(walk).get().ok().out()).contains(WALKED);
    }

    @Test
    void kcatProducesAndConsumesWithAndWithoutKeys() {
        Required.need("kcat", onPath("kcat"), "install Debian's package kcat");
        Records.createTopic(tenant, "kcat", 1);
        kcat("one\ntwo\n", "-P", "-t", "kcat").ok();
        kcat("k1:three\n", "-P", "-t", "kcat", "-K", ":").ok();
        assertThat(kcat("", "-C", "-t", "kcat", "-o", "beginning", "-e", "-q", "-f", "%k=%s\n")
                        .ok()
                        .out())
                .isEqualTo("=one\n=two\nk1=three\n");
        assertThat(kcat("", "-L").ok().out()).contains("kcat").contains("broker");
        assertThat(kcat("", "-G", "readers", "-o", "beginning", "-e", "-q", "-X", "auto.offset.reset=earliest", "kcat")
                        .ok()
                        .out())
                .contains("one", "two", "three");
    }

    private static Launcher.Result kcat(String in, String... arguments) {
        var command = new ArrayList<>(List.of("kcat", "-b", tenant.weir().kafka()));
        for (String setting : List.of(
                "security.protocol=SASL_PLAINTEXT",
                "sasl.mechanism=PLAIN",
                "sasl.username=" + tenant.key().id(),
                "sasl.password=" + tenant.key().secret())) {
            command.addAll(List.of("-X", setting));
        }
        command.addAll(List.of(arguments));
        return Launcher.run(command, Launcher.projectRoot(), Map.of(), LIMIT, in);
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
