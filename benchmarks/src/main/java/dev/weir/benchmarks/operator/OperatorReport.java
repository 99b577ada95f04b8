package dev.weir.benchmarks.operator;

import static dev.weir.benchmarks.report.SampleTable.tenths;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.benchmarks.report.Sample;
import dev.weir.benchmarks.report.SampleTable;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What was measured, for people and for programs. */
final class OperatorReport {
    private static final double THOUSANDTHS = 1_000;
    private static final double MILLIS = 1_000;
    private static final double TEN_THOUSANDTHS = 10_000;
    private static final double MEBIBYTE = 1_048_576;

    private final ObjectNode json = JsonNodeFactory.instance.objectNode().put("benchmark", "operator");
    private final StringBuilder text = new StringBuilder();

    void add(List<Making> makings) {
        Sample ready = sample(makings, Making::ready);
        Sample own = sample(makings, Making::own);
        var table = new SampleTable();
        table.add("ready", "a cluster: asked for to ready", ready);
        table.add("own", "  of which the operator's own", own);
        json.put("runs", ready.size())
                .put("ready_s", thousandths(ready.median() / MILLIS))
                .put("own_s", thousandths(own.median() / MILLIS))
                .set("samples", table.json());
        text.append('\n').append(table.text());
    }

    private static Sample sample(List<Making> makings, Function<Making, Duration> part) {
        return Sample.ofNanos(makings.stream().map(part).map(Duration::toNanos).toList());
    }

    void add(ManyAtOnce.Outcome many) {
        double ready = seconds(many.ready());
        double plain = seconds(many.plain().ready());
        json.put("clusters", many.clusters())
                .put("thousand_vs_plain", thousandths(ready / plain))
                .put("thousand_s", ready)
                .put("plain_s", plain)
                .put("plain_created_s", seconds(many.plain().created()))
                .put("steady_seconds", many.rest().watched().toSeconds())
                .put("steady_writes", many.rest().writes())
                .put("steady_cpu", Math.round(many.rest().cpu() * TEN_THOUSANDTHS) / TEN_THOUSANDTHS)
                .put("rss_mb", tenths(many.rest().residentBytes() / MEBIBYTE))
                .put("restart_s", seconds(many.restart().caughtUp()))
                .put("restart_writes", many.restart().writes());
        text.append("""

                %d clusters at once were ready after %.1f s; a plain client's StatefulSets after %.1f s: %.2f times that.
                At rest it wrote %d times in %d s, its lease aside, used %.2f %% of a processor, and held %.0f MB.
                Started after a sudden end it had looked at all of them after %.1f s, and wrote %d times.
                """.formatted(
                        many.clusters(),
                        ready,
                        plain,
                        ready / plain,
                        many.rest().writes(),
                        many.rest().watched().toSeconds(),
                        many.rest().cpu() * 100,
                        many.rest().residentBytes() / MEBIBYTE,
                        seconds(many.restart().caughtUp()),
                        many.restart().writes()));
    }

    String text() {
        return text.toString();
    }

    String json() {
        return json.toString();
    }

    private static double seconds(Duration time) {
        return thousandths(time.toMillis() / MILLIS);
    }

    private static double thousandths(double value) {
        return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }
}
