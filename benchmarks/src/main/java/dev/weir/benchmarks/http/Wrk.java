package dev.weir.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.platform.ApiKey;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's load generator. */
final class Wrk {
    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    private Wrk() {}

    /** @param p99 in milliseconds */
    record Result(double perSecond, double p99) {}

    static boolean isThere() {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> Pattern.compile(":").splitAsStream(path))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "wrk")));
    }

    static Result post(Path folder, String url, ApiKey key, String body, int connections, int seconds) {
        try {
            Files.createDirectories(folder);
            Path script = folder.resolve("post.lua");
            Files.writeString(script, """
                    wrk.method = "POST"
                    wrk.headers["Content-Type"] = "application/json"
                    wrk.headers["Authorization"] = "Basic %s"
                    wrk.body = [==[%s]==]
                    """.formatted(
                            Base64.getEncoder().encodeToString((key.id() + ":" + key.secret()).getBytes(UTF_8)), body));
            Process process = new ProcessBuilder(
                            "wrk",
                            "-t1",
                            "-c" + connections,
                            "-d" + seconds + "s",
                            "--latency",
                            "-s",
                            script.toString(),
                            url)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0 || FAILED.matcher(said).find()) {
                throw new BenchmarkFailedException("wrk: " + said);
            }
            return new Result(number(PER_SECOND, said), millis(said));
        } catch (IOException e) {
            throw new BenchmarkFailedException("wrk can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    private static double millis(String said) {
        Matcher matcher = P99.matcher(said);
        if (!matcher.find()) {
            throw new BenchmarkFailedException("wrk says no p99: " + said);
        }
        double value = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "us" -> value / 1000;
            case "ms" -> value;
            default -> value * 1000;
        };
    }

    private static double number(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new BenchmarkFailedException("wrk says no rate: " + said);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
