package dev.weir.benchmarks.gateway;

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

/** Measures what the gateway costs. */
@Command(
        name = "gateway",
        description = {
            "Records of 1 KB with acks=all through the gateway, beside a bare byte relay in a process of its own with"
                    + " the same JVM's flags, and the broker itself: throughput and CPU with 1, 10 and 100 connections"
                    + " of the Java client and with kcat, latency at 1, 10 and 40 MB/s, memory of idle connections,"
                    + " CPU of new ones, allocation on the heap; by TLS beside a relay that ends TLS.",
            "Runs in a scratch WEIR_HOME on free ports, which is removed afterwards. Takes about twenty minutes; kcat is"
                    + " measured where it is installed."
        },
        footer = {
            "",
            "With --json the last line is {\"produce_vs_relay\",\"consume_vs_relay\",\"cpu_vs_relay\",\"added_p99_ms\","
                    + "\"idle_mb_per_10k\",\"auth_per_s_core\",…,\"spreads\":{…}}: medians, of pairs where they are"
                    + " ratios; added_p99_ms is at 10 MB/s.",
            "",
            "Examples:",
            "  weir bench gateway",
            "  weir bench gateway --quick --json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class GatewayCommand implements Runnable {
    private static final List<String> FIGURES = List.of(
            "produce_vs_relay",
            "consume_vs_relay",
            "cpu_vs_relay",
            "tls_produce_vs_relay",
            "tls_consume_vs_relay",
            "tls_cpu_vs_relay",
            "idle_mb_per_10k",
            "asked_mb_per_10k",
            "idle_whole_mb",
            "auth_per_s_core",
            "heap_mb_per_gb");
    private static final String P99 = "added_p99_ms";

    @Option(
            names = "--rounds",
            defaultValue = "7",
            description = "Pairs of gateway and relay for each figure; ${DEFAULT-VALUE} by default.")
    private int rounds;

    @Option(names = "--quick", description = "One round of little, in about a minute: whether it works, not how well.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            description = "Measure these parts alone: ${COMPLETION-CANDIDATES}; all by default.")
    private Set<GatewayBench.Part> parts = EnumSet.allOf(GatewayBench.Part.class);

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (ScratchWeir weir = ScratchWeir.startWithNames()) {
            var scale = quick ? GatewayBench.Scale.quick(parts) : GatewayBench.Scale.whole(rounds, parts);
            Ratios ratios = new GatewayBench(weir, scale, output::say).run();
            output.print(ratios.text(), () -> json(ratios));
        }
    }

    private static String json(Ratios ratios) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("benchmark", "gateway");
        FIGURES.stream().filter(ratios::has).forEach(figure -> json.put(figure, ratios.median(figure)));
        if (ratios.has(P99 + "_at_10")) {
            json.put(P99, ratios.median(P99 + "_at_10"));
        }
        json.set("spreads", ratios.json());
        return json.toString();
    }
}
