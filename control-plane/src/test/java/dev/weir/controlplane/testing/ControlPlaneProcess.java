package dev.weir.controlplane.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A whole control plane, packaged, in a process of its own. */
public final class ControlPlaneProcess implements AutoCloseable {
    private static final Path PROGRAM =
            Path.of("target/control-plane-0.1.0-SNAPSHOT-runner.jar").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = FreePorts.take(1).getFirst();
    private final Process process;

    public ControlPlaneProcess(PostgresServer postgres, PlatformKafka kafka, Map<String, String> more) {
        var config = new HashMap<>(TestConfig.ALL);
        config.putAll(postgres.config());
        config.putAll(kafka.quarkusConfig());
        config.putAll(more);
        config.put("quarkus.http.port", String.valueOf(port));
        try {
            folder = Files.createTempDirectory("weir-control-plane");
            process = start(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(START).pollInterval(Duration.ofMillis(50)).untilAsserted(this::assertReady);
    }

    private Process start(Map<String, String> config) throws IOException {
        var properties = new Properties();
        properties.putAll(config);
        Path file = folder.resolve("control-plane.properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.config.locations=" + file,
                        "-jar",
                        PROGRAM.toString())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private void assertReady() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("ended: " + Files.readString(log()));
        }
        HttpResponse<Void> answer;
        try (HttpClient client = HttpClient.newHttpClient()) {
            answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        if (answer.statusCode() != 200) {
            throw new AssertionError("readiness answers " + answer.statusCode());
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return folder.resolve("control-plane.log");
    }

    /** As a crash would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** As if the machine had stopped thinking, with all its connections open. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        Folders.delete(folder);
    }
}
