package dev.weir.benchmarks.http;

import dev.weir.benchmarks.report.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What was measured, by name; several times each. */
final class Figures {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void add(String name, double value) {
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    double median(String name) {
        List<Double> measured = Objects.requireNonNull(values.get(name), name);
        double median = Sample.of(measured).median();
        return Math.round(median * 1000) / 1000.0;
    }

    String text() {
        var text = new StringBuilder(
                String.format(Locale.ROOT, "%-28s %5s %12s %12s %12s%n", "", "runs", "median", "least", "most"));
        values.forEach((name, measured) -> {
            Sample sample = Sample.of(measured);
            text.append(String.format(
                    Locale.ROOT,
                    "%-28s %5d %12.3f %12.3f %12.3f%n",
                    name,
                    sample.size(),
                    sample.median(),
                    sample.least(),
                    sample.most()));
        });
        return text.toString();
    }
}
