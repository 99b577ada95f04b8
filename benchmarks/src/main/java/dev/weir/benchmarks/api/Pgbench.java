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
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Postgres' own benchmark program, with scripts that say what the control plane says for one request. */
final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) ");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final String program;
    private final String libraries;
    private final Postgres postgres;
    private final Path folder;

    /** Fetches it where it is missing, which {@code progress} is told. */
    Pgbench(Postgres postgres, Path folder, Consumer<String> progress) {
        Map.Entry<String, String> found = program(folder, progress);
        this.program = found.getKey();
        this.libraries = found.getValue();
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
            if (!libraries.isEmpty()) {
                builder.environment().put("LD_LIBRARY_PATH", libraries);
            }
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

    /** The one that is installed, else Debian's. */
    private static Map.Entry<String, String> program(Path folder, Consumer<String> progress) {
        Stream<Path> onPath = path();
        return Stream.concat(onPath, versions().map(version -> version.resolve("bin")))
                .map(place -> place.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> Map.entry(found.toString(), ""))
                .orElseGet(() -> fetch(folder, progress));
    }

    private static Map.Entry<String, String> fetch(Path folder, Consumer<String> progress) {
        if (path().noneMatch(place -> Files.isExecutable(place.resolve("apt-get")))) {
            throw new BenchmarkFailedException("pgbench, which comes with Postgres, is not installed, and this is no"
                    + " Debian to fetch it from: install it, or leave the comparison out with --without-pgbench");
        }
        progress.accept("pgbench is not installed: unpacking Debian's, which will be removed with the rest");
        var debian = new DebianPgbench(folder.resolve("debian"));
        return Map.entry(debian.unpack().toString(), debian.libraries());
    }

    private static Stream<Path> path() {
        return Stream.of(System.getenv("PATH").split(":")).map(Path::of);
    }

    private static Stream<Path> versions() {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
