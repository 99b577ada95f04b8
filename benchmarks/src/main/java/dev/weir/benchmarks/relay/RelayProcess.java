package dev.weir.benchmarks.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.platform.OwnSession;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@link ByteRelay} with the flags of the gateway's JVM. */
public final class RelayProcess implements AutoCloseable {
    private final Process process;

    private RelayProcess(Process process) {
        this.process = process;
    }

    /**
     * Returns when it listens.
     *
     * @param runtime folder with {@code jvm/gateway.args}
     */
    public static RelayProcess start(Path runtime, int port, String host, int target) {
        return start(runtime, port, host, target, List.of());
    }

    /**
     * The same, which ends TLS.
     *
     * @param certificate PEM with the chain
     * @param key PEM with its key
     */
    public static RelayProcess startWithTls(
            Path runtime, int port, String host, int target, Path certificate, Path key) {
        return start(runtime, port, host, target, List.of(certificate.toString(), key.toString()));
    }

    private static RelayProcess start(Path runtime, int port, String host, int target, List<String> tls) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        try (Stream<String> flags = Files.lines(runtime.resolve("jvm").resolve("gateway.args"))) {
            flags.filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(command::add);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), ByteRelay.class.getName()));
            command.addAll(List.of(String.valueOf(port), host, String.valueOf(target)));
            command.addAll(tls);
            Process process = new ProcessBuilder(OwnSession.of(command))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var out = new BufferedReader(process.inputReader(UTF_8));
            if (!ByteRelay.READY.equals(out.readLine())) {
                throw new BenchmarkFailedException("the relay doesn't start on port " + port);
            }
            return new RelayProcess(process);
        } catch (IOException e) {
            throw new BenchmarkFailedException("the relay can't be started: " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
