package dev.weir.benchmarks.gateway;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** librdkafka by its command line tool. The tool's own start is part of the time. */
final class KcatDriver {
    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern PLAIN = Pattern.compile("username=\"([^\"]*)\" password=\"([^\"]*)\"");

    private final Way way;
    private final Path lines;
    private final int records;

    /** @param lines a file of so many records, one in each line */
    KcatDriver(Way way, Path lines, int records) {
        this.way = way;
        this.lines = lines;
        this.records = records;
    }

    static boolean isThere() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kcat")));
    }

    static Path lines(Path folder, int records) {
        byte[] line = ("x".repeat(JavaDriver.RECORD_BYTES) + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("records.txt");
            try (var out = Files.newOutputStream(file)) {
                for (int i = 0; i < records; i++) {
                    out.write(line);
                }
            }
            return file;
        } catch (IOException e) {
            throw new BenchmarkFailedException("records can't be written to " + folder, e);
        }
    }

    Transfer produce(String topic) {
        return measure("-P", "-t", topic, "-p", "0", "-X", "acks=all", "-X", "linger.ms=5", "-l", lines.toString());
    }

    Transfer consume(String topic) {
        return measure("-C", "-t", topic, "-p", "0", "-o", "beginning", "-c", String.valueOf(records), "-q", "-f", "");
    }

    private Transfer measure(String... arguments) {
        long bytes = (long) records * JavaDriver.RECORD_BYTES;
        return Transfer.measure(way, bytes, () -> run(List.of(arguments)));
    }

    private void run(List<String> arguments) {
        Matcher plain = PLAIN.matcher(way.settings().getOrDefault("sasl.jaas.config", ""));
        if (!plain.find()) {
            throw new BenchmarkFailedException("no user and password for " + way.name());
        }
        var command = new ArrayList<>(List.of("kcat", "-b", way.bootstrap()));
        for (String setting : List.of(
                "security.protocol=SASL_PLAINTEXT",
                "sasl.mechanism=PLAIN",
                "sasl.username=" + plain.group(1),
                "sasl.password=" + plain.group(2))) {
            command.addAll(List.of("-X", setting));
        }
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new BenchmarkFailedException("kcat doesn't end by " + way.name());
            }
            if (process.exitValue() != 0) {
                throw new BenchmarkFailedException("kcat failed by " + way.name());
            }
        } catch (IOException e) {
            throw new BenchmarkFailedException("kcat can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }
}
