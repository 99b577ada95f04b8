package dev.weir.benchmarks.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs what lies below {@code k8s/testenv}.
 *
 * @param project its root
 */
record Scripts(Path project) {
    static Scripts ofProject() {
        String launcher = System.getenv("WEIR_LAUNCHER");
        Path project =
                launcher == null ? null : Path.of(launcher).toAbsolutePath().getParent();
        if (project == null) {
            throw new BenchmarkFailedException("run it by the launcher: weir bench");
        }
        return new Scripts(project);
    }

    /** What it came to. */
    record Result(int code, String out, String errors) {}

    /** One of the scripts as a process of its own. */
    ProcessBuilder process(String script, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(project.resolve("k8s/testenv").resolve(script).toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // The operator's and the broker's own target folders are meant.
        builder.environment().remove("WEIR_STAGED_RUNTIME");
        return builder;
    }

    /** Runs one of the scripts and says what it printed. */
    String run(String script, String... arguments) {
        return ok(process(script, arguments), "");
    }

    static String ok(ProcessBuilder builder, String input) {
        Result result = result(builder, input);
        if (result.code() != 0) {
            throw new BenchmarkFailedException(
                    String.join(" ", builder.command()) + ": " + result.out() + result.errors());
        }
        return result.out();
    }

    static Result result(ProcessBuilder builder, String input) {
        try {
            Path errors = Files.createTempFile("weir-bench", ".err");
            try {
                Process process = builder.redirectError(errors.toFile()).start();
                try (var to = process.getOutputStream()) {
                    to.write(input.getBytes(UTF_8));
                }
                String out = new String(process.getInputStream().readAllBytes(), UTF_8);
                return new Result(process.waitFor(), out.strip(), Files.readString(errors));
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new BenchmarkFailedException(builder.command().getFirst() + " can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }
}
