package dev.weir.benchmarks.api;

import static dev.weir.benchmarks.report.SampleTable.tenths;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.benchmarks.report.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, for people and for programs. */
final class ApiReport {
    private static final String ROW = "%-28s %10s %10s %12s %12s %8s%n";
    private static final double P99 = 0.99;
    private static final double HUNDREDTHS = 100;
    private static final long MEGABYTE = 1_000_000;

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<String> scanned = new ArrayList<>();
    private long residentBytes;

    /**
     * One kind of request.
     *
     * @param name for programs
     * @param latency at a constant rate
     * @param perSecond as many as are answered
     * @param pgbench transactions per second of the same statements; 0 when they weren't measured
     */
    record Line(String name, String title, Sample latency, double perSecond, double pgbench) {}

    void add(Line line) {
        lines.put(line.name(), line);
    }

    void resident(long bytes) {
        residentBytes = Math.max(residentBytes, bytes);
    }

    void scanned(String table) {
        scanned.add(table);
    }

    String text() {
        var text = new StringBuilder(ROW.formatted("", "median ms", "p99 ms", "requests/s", "pgbench tps", "ratio"));
        lines.values()
                .forEach(line -> text.append(ROW.formatted(
                        line.title(),
                        tenths(line.latency().median()),
                        tenths(line.latency().quantile(P99)),
                        whole(line.perSecond()),
                        line.pgbench() == 0 ? "" : whole(line.pgbench()),
                        line.pgbench() == 0 ? "" : ratio(line))));
        return text + "\nmemory of the control plane: " + residentBytes / MEGABYTE + " MB\n"
                + (scanned.isEmpty()
                        ? "No large table was read from end to end."
                        : "READ FROM END TO END: " + String.join(", ", scanned));
    }

    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("benchmark", "api");
        lines.values().forEach(line -> {
            json.put(line.name() + "_p99_ms", tenths(line.latency().quantile(P99)))
                    .put(line.name() + "_per_s", Math.round(line.perSecond()));
            if (line.pgbench() > 0) {
                json.put(line.name() + "_vs_pgbench", ratio(line));
            }
        });
        json.put(
                "list_p99_ms",
                lines.values().stream()
                        .filter(line -> line.name().startsWith("list"))
                        .mapToDouble(line -> tenths(line.latency().quantile(P99)))
                        .max()
                        .orElseThrow());
        json.put("rss_mb", residentBytes / MEGABYTE);
        scanned.forEach(json.putArray("scanned")::add);
        return json.toString();
    }

    private static double ratio(Line line) {
        return Math.round(line.perSecond() / line.pgbench() * HUNDREDTHS) / HUNDREDTHS;
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
}
