package dev.weir.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A Weir with a home and ports of its own, started by {@code weir up}. Most tests share one. */
final class LocalWeir implements Endpoints, AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_PORT = 10_000;
    private static final int LAST_PORT = 30_000;
    private static final Duration UP = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final int KAFKA_PORTS = 4;

    private static LocalWeir shared;

    private final Path home;

    private LocalWeir(Path home) {
        this.home = home;
    }

    /** The one that tests share which don't break it; stopped when the JVM ends. */
    static synchronized LocalWeir shared() {
        if (shared == null) {
            shared = start("shared");
            LocalWeir started = shared;
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        }
        return shared;
    }

    /** One that a test has for itself. */
    static LocalWeir start(String name, String... options) {
        return startAt(emptyHome(name), options);
    }

    /** The same at a home in which there are settings already. */
    static LocalWeir startAt(Path home, String... options) {
        var weir = new LocalWeir(home);
        weir.up(options);
        return weir;
    }

    static Path emptyHome(String name) {
        Path home = Launcher.scratch().resolve("weir homes").resolve(name);
        if (Files.exists(home)) {
            Launcher.weir(home, Launcher.projectRoot(), SHORT, "down");
            delete(home);
        }
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    /** Starts it, or adopts what runs. The first start chooses ports, which are kept. */
    void up(String... options) {
        List<String> all = new ArrayList<>(
                Files.exists(home.resolve("config.json")) ? List.of("up", "--detach") : List.of(upWithFreePorts()));
        all.addAll(List.of(options));
        Launcher.weir(home, Launcher.projectRoot(), UP, all.toArray(String[]::new))
                .ok();
    }

    static String[] upWithFreePorts() {
        int kafka = freePorts(KAFKA_PORTS);
        return new String[] {
            "up", "--detach",
            "--kafka-port", String.valueOf(kafka),
            "--api-port", String.valueOf(freePorts(1)),
            "--http-port", String.valueOf(freePorts(1))
        };
    }

    Path home() {
        return home;
    }

    Launcher.Result weir(String... arguments) {
        return Launcher.weir(home, Launcher.projectRoot(), SHORT, arguments);
    }

    JsonNode endpoints() {
        try {
            return JSON.readTree(home.resolve("run/endpoints.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String api() {
        return endpoints().get("api").asText();
    }

    @Override
    public String kafka() {
        return endpoints().get("kafka").asText();
    }

    @Override
    public String http() {
        return endpoints().get("http").asText();
    }

    List<JsonNode> parts() {
        try {
            JsonNode status = JSON.readTree(weir("status", "--json").out());
            return StreamSupport.stream(status.get("parts").spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode part(String name) {
        return parts().stream()
                .filter(part -> part.get("part").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no part " + name + " in " + parts()));
    }

    long pid(String part) {
        return part(part).get("pid").asLong();
    }

    boolean healthy(String part) {
        return parts().stream()
                .anyMatch(it -> it.get("part").asText().equals(part)
                        && it.path("healthy").asBoolean());
    }

    /** SIGKILL, and its end awaited; the process is one that this Weir says is its own. */
    void kill(String part) {
        long pid = pid(part);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !Processes.alive(pid));
    }

    /** SIGSTOP while something is done; the process is one that this Weir says is its own. */
    void freezeWhile(String part, Runnable something) {
        long pid = pid(part);
        signal(pid, "-STOP");
        try {
            something.run();
        } finally {
            signal(pid, "-CONT");
        }
    }

    private static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        weir("down");
    }

    static int freePorts(int count) {
        for (int tries = 0; tries < 100; tries++) {
            // Below those that systems give to outgoing connections: one of them must not sit on a port of a Weir that
            // is being restarted.
            int first = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT - count);
            if (IntStream.range(first, first + count).allMatch(LocalWeir::isFree)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
