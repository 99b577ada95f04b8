package dev.weir.gateway.testbed;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.broker.BrokerSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The real broker program in a process of its own, as the agent would start it. */
public final class BrokerProcess implements AutoCloseable {
    private static final Path PROGRAM = Path.of("..", "broker", "target", "app").toAbsolutePath();

    private final Path spec;
    private final Path log;
    private Process process;

    public BrokerProcess(BrokerSpec spec, Path folder) throws IOException {
        this.spec = folder.resolve("spec.json");
        this.log = folder.resolve("broker.log");
        JsonMapper.builder().build().writeValue(this.spec.toFile(), spec);
    }

    public void start() throws IOException {
        Files.deleteIfExists(log);
        process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // A test that is interrupted leaves no broker behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await("a broker that serves, see " + log)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Files.readString(log).contains("weir-broker ready"));
    }

    private List<String> command() throws IOException {
        if (!Files.isDirectory(PROGRAM)) {
            throw new IllegalStateException("build data-plane/broker first: there is no " + PROGRAM);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Xss256k",
                "-cp"));
        try (Stream<Path> jars = Files.walk(PROGRAM)) {
            command.add(jars.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(":")));
        }
        command.add("dev.weir.broker.BrokerMain");
        command.add(spec.toString());
        return command;
    }

    /** What it has written since its start. */
    public List<String> log() throws IOException {
        return Files.readAllLines(log);
    }

    /** From now on it answers nobody, and closes nothing. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void unpause() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** As SIGKILL does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    kill();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Below those that systems give to outgoing connections, or one of them may sit on it when it is needed again. */
    public static int freePort() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(10_000, 30_000))
                .filter(BrokerProcess::isFree)
                .findFirst()
                .orElseThrow();
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
