package dev.weir.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands as a person at a terminal would. */
final class Launcher {
    private Launcher() {}

    /** What a command printed, and how it ended. */
    record Result(int exitCode, String out, String err) {
        Result ok() {
            assertThat(exitCode).as("out: %s%nerr: %s", out, err).isZero();
            return this;
        }
    }

    static Path projectRoot() {
        return Path.of("").toAbsolutePath().getParent();
    }

    static Path scratch() {
        return projectRoot().resolve("integration-tests/target");
    }

    static Result weir(Path home, Path folder, Duration limit, String... arguments) {
        var command = new ArrayList<String>();
        command.add(projectRoot().resolve("weir").toString());
        command.addAll(List.of(arguments));
        return run(command, folder, Map.of("WEIR_HOME", home.toString()), limit, "");
    }

    static Result run(List<String> command, Path folder, Map<String, String> environment, Duration limit, String in) {
        try {
            Path out = Files.createTempFile("out", ".txt");
            Path err = Files.createTempFile("err", ".txt");
            Path input = Files.writeString(Files.createTempFile("in", ".txt"), in);
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(input.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            var result = new Result(
                    ended ? process.exitValue() : -1, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
            Files.delete(out);
            Files.delete(err);
            Files.delete(input);
            assertThat(ended)
                    .as("%s ends within %s; out: %s err: %s", command, limit, result.out(), result.err())
                    .isTrue();
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
