package dev.weir.operator;

import static org.awaitility.Awaitility.await;

import dev.weir.k8s.testenv.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The operator as {@code k8s/testenv/operator} runs it, until it is closed. */
final class OperatorProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private OperatorProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static List<String> command(String... arguments) {
        String script = Script.projectRoot().resolve("k8s/testenv/operator").toString();
        return Stream.concat(Stream.of(script), Stream.of(arguments)).toList();
    }

    /** Waits until it is ready. */
    static OperatorProcess start(Path cluster) {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(command("run", cluster.toString(), Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        cluster.resolve("log").resolve("operator").toFile()));
        builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home")));
        try {
            var started = new OperatorProcess(builder.start(), port);
            await().atMost(Installation.SOON).ignoreExceptions().until(() -> started.code("/q/health/ready") == 200);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int code(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    String metrics() throws IOException, InterruptedException {
        return get("/q/metrics").body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Ends it without a word, as a node does that fails. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
