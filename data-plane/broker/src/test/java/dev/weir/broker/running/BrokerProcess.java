package dev.weir.broker.running;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.tenants.broker.BrokerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program, started as the agent starts it. */
public final class BrokerProcess implements AutoCloseable {
    private static final Path APP = Path.of("target/app").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;

    private BrokerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    public static BrokerProcess start(BrokerSpec spec, Path home) throws IOException {
        Path file = home.resolve("spec-" + spec.nodeId() + ".json");
        Files.write(file, new ObjectMapper().writeValueAsBytes(spec));
        return start(file, home.resolve("broker-" + spec.nodeId() + ".log"));
    }

    public static BrokerProcess start(Path specFile, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Xms16m",
                "-Xss256k",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath(),
                "dev.weir.broker.BrokerMain",
                specFile.toString()));
        Files.deleteIfExists(log);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return new BrokerProcess(builder.start(), log);
    }

    private static String classPath() throws IOException {
        List<String> jars = new ArrayList<>(jarsIn(APP));
        jars.addAll(jarsIn(APP.resolve("lib")));
        return String.join(":", jars);
    }

    private static List<String> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    public BrokerProcess awaitReady() {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .failFast(this::failIfEnded)
                .until(() -> log().contains("weir-broker ready cluster="));
        return this;
    }

    private void failIfEnded() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the broker ended: " + log());
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Its exit code. */
    public int awaitEnd() {
        return process.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join()
                .exitValue();
    }

    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    public int terminate() {
        process.destroy();
        return awaitEnd();
    }

    @Override
    public void close() {
        kill();
    }
}
