package dev.weir.benchmarks.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.benchmarks.report.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures by name, each measured several times. */
final class Ratios {
    private static final String ROW = "%-52s %5s %9s %9s %9s%n";
    private static final double THOUSANDTHS = 1_000;

    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final Map<String, String> titles = new LinkedHashMap<>();

    /**
     * One more value.
     *
     * @param key for programs
     * @param title for people
     */
    void add(String key, String title, double value) {
        titles.putIfAbsent(key, title);
        values.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    double median(String key) {
        return rounded(sample(key).median());
    }

    String text() {
        var text = new StringBuilder(ROW.formatted("", "runs", "median", "least", "most"));
        titles.forEach((key, title) -> {
            Sample sample = sample(key);
            text.append(ROW.formatted(
                    title, sample.size(), rounded(sample.median()), rounded(sample.least()), rounded(sample.most())));
        });
        return text.toString();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.keySet().forEach(key -> {
            Sample sample = sample(key);
            json.putObject(key)
                    .put("runs", sample.size())
                    .put("median", rounded(sample.median()))
                    .put("min", rounded(sample.least()))
                    .put("max", rounded(sample.most()));
        });
        return json;
    }

    private Sample sample(String key) {
        return Sample.of(values.getOrDefault(key, List.of()));
    }

    private static double rounded(double value) {
        return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }
}
