package dev.weir.k8s.testenv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs {@code k8s/testenv/kubernetes}. */
public final class Script {
    private Script() {}

    /**
     * What came of it.
     *
     * @param out what it printed, without the line's end
     */
    public record Result(int code, String out) {
        public Result ok() {
            if (code != 0) {
                throw new AssertionError("exit code " + code + ": " + out);
            }
            return this;
        }
    }

    static Result run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(projectRoot().resolve("k8s/testenv/kubernetes").toString());
        command.addAll(List.of(arguments));
        return run(command, Map.of());
    }

    /** Runs any command, with more in its environment. */
    public static Result run(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Result(process.waitFor(), out.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Found from whichever module's folder the tests run in. */
    public static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("weir"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not within the project");
        }
        return folder;
    }
}
