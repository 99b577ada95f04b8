package dev.weir.benchmarks.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * pgbench from Debian's packages, unpacked into a folder: nothing is installed, so no server is started that nobody asked
 * for, no privilege is needed, and it is gone with the folder.
 */
record DebianPgbench(Path folder) {
    /** It needs the package lists, a download of about 30 MB, and what Postgres' package depends on. */
    Path unpack() {
        Path lists = folder.resolve("lists");
        Path archives = folder.resolve("archives");
        Path root = folder.resolve("root");
        List<String> settings = List.of(
                "-q",
                "-o",
                "Dir::State::Lists=" + lists,
                "-o",
                "Dir::Cache=" + folder.resolve("cache"),
                "-o",
                "Dir::Cache::Archives=" + archives,
                "-o",
                "APT::Sandbox::User=",
                "-o",
                "Debug::NoLocking=true");
        try {
            for (Path needed : List.of(lists.resolve("partial"), archives.resolve("partial"), root)) {
                Files.createDirectories(needed);
            }
            run(Stream.of(Stream.of("apt-get"), settings.stream(), Stream.of("update")));
            run(Stream.of(
                    Stream.of("apt-get"),
                    settings.stream(),
                    Stream.of("install", "-y", "--download-only", "--no-install-recommends", "postgresql")));
            for (Path archive : files(archives, ".deb")) {
                run(Stream.of(Stream.of("dpkg-deb", "-x", archive.toString(), root.toString())));
            }
            return files(root.resolve("usr/lib/postgresql"), "/bin/pgbench").getFirst();
        } catch (IOException | java.util.NoSuchElementException e) {
            throw new BenchmarkFailedException("pgbench can't be had from Debian's packages: " + e.getMessage(), e);
        }
    }

    /** Where its libraries are, if the system has them not. */
    String libraries() {
        try {
            return String.join(
                    ":",
                    files(folder.resolve("root"), "/libpq.so.5").stream()
                            .map(library -> library.resolveSibling("").toString())
                            .toList());
        } catch (IOException e) {
            throw new BenchmarkFailedException("can't read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private void run(Stream<Stream<String>> parts) throws IOException {
        List<String> command = parts.flatMap(part -> part).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new BenchmarkFailedException(String.join(" ", command) + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }
}
