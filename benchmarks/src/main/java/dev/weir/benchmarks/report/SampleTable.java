package dev.weir.benchmarks.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Samples by name: as a table for people, as JSON for programs. */
public final class SampleTable {
    private static final String ROW = "%-44s %5s %8s %8s %8s %8s %8s%n";
    private static final double QUARTER = 0.25;
    private static final double THREE_QUARTERS = 0.75;
    private static final double TENTHS = 10;

    private final Map<String, Sample> samples = new LinkedHashMap<>();
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    /**
     * @param key for programs
     * @param title for people
     */
    public void add(String key, String title, Sample sample) {
        samples.put(title, sample);
        json.putObject(key)
                .put("runs", sample.size())
                .put("median", tenths(sample.median()))
                .put("min", tenths(sample.least()))
                .put("p25", tenths(sample.quantile(QUARTER)))
                .put("p75", tenths(sample.quantile(THREE_QUARTERS)))
                .put("max", tenths(sample.most()));
    }

    public String text() {
        var text = new StringBuilder(ROW.formatted("milliseconds", "runs", "median", "least", "25 %", "75 %", "most"));
        samples.forEach((title, sample) -> text.append(ROW.formatted(
                title,
                sample.size(),
                whole(sample.median()),
                whole(sample.least()),
                whole(sample.quantile(QUARTER)),
                whole(sample.quantile(THREE_QUARTERS)),
                whole(sample.most()))));
        return text.toString();
    }

    public ObjectNode json() {
        return json.deepCopy();
    }

    public static double tenths(double value) {
        return Math.round(value * TENTHS) / TENTHS;
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
}
