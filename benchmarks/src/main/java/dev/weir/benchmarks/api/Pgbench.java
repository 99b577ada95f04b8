package dev.weir.benchmarks.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Postgres' own benchmark program, with scripts that say what the control plane says for one request. */
final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) ");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final String program;
    private final Postgres postgres;
    private final Path folder;

    Pgbench(Postgres postgres, Path folder) {
        this.program = program();
        this.postgres = postgres;
        this.folder = folder;
    }

    /** Transactions per second of the script of that name, with its variables set. */
    double run(String script, Map<String, Integer> variables, int connections, int seconds) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(script);
            try (InputStream source = Objects.requireNonNull(Pgbench.class.getResourceAsStream(script))) {
                Files.write(file, source.readAllBytes());
            }
            Stream<String> set =
                    variables.entrySet().stream().flatMap(one -> Stream.of("-D", one.getKey() + "=" + one.getValue()));
            List<String> command = Stream.of(
                            Stream.of(program, "-n", "-M", "prepared", "-f", file.toString()),
                            Stream.of("-c", Integer.toString(connections), "-j", "2", "-T", Integer.toString(seconds)),
                            set,
                            Stream.of("-h", postgres.host(), "-p", postgres.port(), "-U", "postgres", "weir"))
                    .flatMap(part -> part)
                    .toList();
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", postgres.password());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            Matcher rate = RATE.matcher(said);
            if (process.waitFor() != 0 || !rate.find()) {
                throw new BenchmarkFailedException("pgbench failed: " + said);
            }
            return Double.parseDouble(rate.group(1));
        } catch (IOException e) {
            throw new BenchmarkFailedException("pgbench can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    private static String program() {
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        return Stream.concat(onPath, versions().map(version -> version.resolve("bin")))
                .map(place -> place.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new BenchmarkFailedException(
                        "pgbench isn't there; install it (Debian and Ubuntu: postgresql-contrib)"))
                .toString();
    }

    private static Stream<Path> versions() {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
