package dev.weir.gateway.testbed;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The gateway's program in a process of its own, as the agent would start it. */
public final class GatewayProcess implements AutoCloseable {
    private static final Path PROGRAM =
            Path.of("target", "gateway-0.1.0-SNAPSHOT-runner.jar").toAbsolutePath();

    private final Path settings;
    private final Path log;
    private final int httpPort = BrokerProcess.freePort();
    private Process process;

    public GatewayProcess(Map<String, String> settings, Path folder) throws IOException {
        this.settings = folder.resolve("gateway.properties");
        this.log = folder.resolve("gateway.log");
        Files.writeString(
                this.settings,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining("\n")));
    }

    /** The first of three free ports in a row: bootstrap and two brokers. */
    public static int freePorts() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int first = BrokerProcess.freePort();
            if (BrokerProcess.isFree(first + 1) && BrokerProcess.isFree(first + 2)) {
                return first;
            }
        }
        throw new IllegalStateException("no free ports in a row");
    }

    /** Returns when the gateway says that it is ready. */
    public void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx384m",
                        "-Dquarkus.config.locations=" + settings,
                        "-Dquarkus.http.port=" + httpPort,
                        "-jar",
                        PROGRAM.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        // A test that is interrupted leaves no gateway behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await("a gateway that is ready, see " + log)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> ready());
    }

    private boolean ready() throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + httpPort + "/q/health/ready");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        }
    }

    /** Where it serves HTTP. */
    public URI http() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** The memory that it holds; from Linux's {@code /proc}. */
    public long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    /** As SIGKILL does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As SIGTERM does; the time that it took. */
    public Duration stop() throws InterruptedException {
        long start = System.nanoTime();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the gateway doesn't stop, see " + log);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
