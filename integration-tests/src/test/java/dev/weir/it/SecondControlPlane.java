package dev.weir.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Another control plane on the Postgres and the platform Kafka of a Weir: the first one's command with a port of its own. */
final class SecondControlPlane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> command;
    private final Path folder;
    private final Path log;
    private final int port;
    private Process process;

    SecondControlPlane(LocalWeir weir) {
        long first = weir.pid("control-plane");
        port = freePort();
        try {
            command = new ArrayList<>(List.of(Files.readString(Path.of("/proc", String.valueOf(first), "cmdline"))
                    .split("\0")));
            folder = Path.of("/proc", String.valueOf(first), "cwd").toRealPath();
            Path snapshots = Files.createDirectories(weir.home().resolve("second control plane"));
            // A file counts as much as the property that names it, so one of our own has to count for more.
            Path ours = Files.writeString(
                    snapshots.resolve("second.properties"),
                    "config_ordinal=500\nquarkus.http.port=%d\nweir.snapshots=%s\n".formatted(port, snapshots));
            command.replaceAll(argument ->
                    argument.startsWith("-Dquarkus.config.locations=") ? argument + "," + ours.toUri() : argument);
            log = snapshots.resolve("log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** Below the ports that clients' ends of connections get, which would take it while the process is started anew. */
    private static int freePort() {
        for (int candidate = 23_000; candidate < 24_000; candidate++) {
            try (var socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IllegalStateException("no port is free");
    }

    String api() {
        return "http://127.0.0.1:" + port;
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    void start() {
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var ready = HttpRequest.newBuilder(URI.create(api() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        await("the second control plane serves, see " + log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> Tenant.HTTP
                                .send(ready, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    @Override
    public void close() {
        kill();
    }
}
