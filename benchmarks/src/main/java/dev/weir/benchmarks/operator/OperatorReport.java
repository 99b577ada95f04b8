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
    private static final double MILLIS = 1_000;
    private static final double THOUSANDTHS = 1_000;
    private static final double MEBIBYTE = 1_048_576;

    private final Sample ready;
    private final Sample own;
    private final Idle idle;
    private final SampleTable table = new SampleTable();

    /**
     * While nothing changed.
     *
     * @param writes of the operator, but for the lease by which it leads
     * @param residentBytes that its process held at the end
     */
    record Idle(int clusters, Duration watched, long writes, long residentBytes) {}

    OperatorReport(List<Making> makings, Idle idle) {
        this.ready = sample(makings, Making::ready);
        this.own = sample(makings, Making::own);
        this.idle = idle;
        table.add("ready", "a cluster: asked for to ready", ready);
        table.add("own", "  of which the operator's own", own);
    }

    private static Sample sample(List<Making> makings, Function<Making, Duration> part) {
        return Sample.ofNanos(makings.stream().map(part).map(Duration::toNanos).toList());
    }

    String text() {
        return """

                %s
                With %d clusters at rest it wrote %d times in %d s, its lease aside, and holds %.0f MB.""".formatted(
                        table.text(),
                        idle.clusters(),
                        idle.writes(),
                        idle.watched().toSeconds(),
                        idle.residentBytes() / MEBIBYTE);
    }

    String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("benchmark", "operator")
                .put("runs", ready.size())
                .put("ready_s", seconds(ready))
                .put("own_s", seconds(own))
                .put("steady_clusters", idle.clusters())
                .put("steady_seconds", idle.watched().toSeconds())
                .put("steady_writes", idle.writes())
                .put("rss_mb", tenths(idle.residentBytes() / MEBIBYTE));
        json.set("samples", table.json());
        return json.toString();
    }

    private static double seconds(Sample sample) {
        return Math.round(sample.median() / MILLIS * THOUSANDTHS) / THOUSANDTHS;
    }
}
