package dev.weir.benchmarks.operator;

import dev.weir.benchmarks.platform.ProcessCpu;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The operator as a process beside hollow nodes, with the rights and the JVM that it has in a pod. */
final class OperatorProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String RECONCILED = "operator_sdk_reconciliations_success";
    private static final long KIBIBYTE = 1_024;
    private static final int OK = 200;

    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private OperatorProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and doesn't wait. */
    static OperatorProcess start(Scripts scripts, ScratchCluster cluster) {
        Path log = cluster.folder().resolve("log").resolve("operator");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            Process started = scripts.process(
                            "operator", "run", cluster.folder().toString(), Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new OperatorProcess(started, port);
        } catch (IOException e) {
            throw new BenchmarkFailedException("the operator can't be started: " + e.getMessage(), e);
        }
    }

    boolean isReady() {
        return get("/q/health/ready").isPresent();
    }

    /** How often it has looked at a cluster and found or made it as it should be. */
    long reconciled() {
        return get("/q/metrics").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(RECONCILED) && line.contains("\"TenantCluster\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What it answers, if it is there and well. */
    Optional<String> get(String path) {
        if (!process.isAlive()) {
            throw new BenchmarkFailedException("the operator has ended, exit code " + process.exitValue());
        }
        try {
            var response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofString());
            return Optional.of(response).filter(each -> each.statusCode() == OK).map(HttpResponse::body);
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    double cpuSeconds() {
        return ProcessCpu.seconds(process.pid());
    }

    long residentBytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new BenchmarkFailedException("the operator's memory can't be read: " + status, e);
        }
    }

    /** Ends it without a word, as a node does that fails. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        client.close();
    }
}
