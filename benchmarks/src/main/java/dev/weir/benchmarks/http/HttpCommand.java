package dev.weir.benchmarks.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.report.Output;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures Kafka over HTTP. */
@Command(
        name = "http",
        description = {
            "Records of 1 KB of JSON over HTTP, beside Kafka's own producer and consumer through the gateway's Kafka"
                    + " port in the same run: streaming produce, server-sent events, batches, single POSTs with 50"
                    + " connections, and the memory of idle streams of events.",
            "Runs in a scratch WEIR_HOME on free ports, which is removed afterwards. Single POSTs are sent by wrk where it is"
                    + " installed, else by a slower generator."
        },
        footer = {
            "",
            "With --json the last line is {\"stream_vs_native\",\"sse_vs_native\",\"single_per_s\",\"single_p99_ms\","
                    + "\"idle_sse_mb\",…}: medians, of interleaved pairs where they are ratios.",
            "",
            "Examples:",
            "  weir bench http",
            "  weir bench http --quick --json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class HttpCommand implements Runnable {
    private static final List<String> FIGURES = List.of(
            "stream_vs_native",
            "sse_vs_native",
            "single_per_s",
            "single_p99_ms",
            "idle_sse_mb",
            "idle_sse_cpu_percent",
            "stream_per_s",
            "native_produce_per_s",
            "sse_per_s",
            "native_consume_per_s",
            "batch_per_s",
            "single_cpu_s_per_1000",
            "stream_cpu_s_per_1000",
            "sse_cpu_s_per_1000");

    @Option(names = "--rounds", defaultValue = "5", description = "Pairs for each figure; ${DEFAULT-VALUE} by default.")
    private int rounds;

    @Option(names = "--quick", description = "One round of little: whether it works, not how well.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            description = "Measure these parts alone: ${COMPLETION-CANDIDATES}; all by default.")
    private Set<HttpBench.Part> parts = EnumSet.allOf(HttpBench.Part.class);

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (ScratchWeir weir = ScratchWeir.start()) {
            var scale = quick ? HttpBench.Scale.quick(parts) : HttpBench.Scale.whole(rounds, parts);
            Figures figures = new HttpBench(weir, scale, output::say).run();
            output.print(figures.text(), () -> json(figures));
        }
    }

    private static ObjectNode json(Figures figures) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("benchmark", "http");
        FIGURES.stream().filter(figures::has).forEach(figure -> json.put(figure, figures.median(figure)));
        return json;
    }
}
