package dev.weir.benchmarks.api;

import dev.weir.benchmarks.api.ApiReport.Line;
import dev.weir.benchmarks.api.Load.Requests;
import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.report.Output;
import dev.weir.benchmarks.report.Sample;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the management API over many rows. */
@Command(
        name = "api",
        description = {
            "Requests to the management API with 100,000 organizations, 300,000 clusters (rows, no brokers) and"
                    + " 1,000,000 API keys in Postgres, beside the same statements by pgbench in the same run.",
            "Runs in a scratch WEIR_HOME on free ports, which is removed afterwards. Takes about five minutes, the"
                    + " smallest scale one. pgbench is fetched from Debian's packages where it isn't installed, and"
                    + " removed with the rest."
        },
        footer = {
            "",
            "With --json the last line is {\"get_p99_ms\",\"get_per_s\",\"get_vs_pgbench\",\"list_p99_ms\",…,"
                    + "\"rss_mb\",\"scanned\"}. A p99 is taken at a constant rate, from when a request was due."
                    + " get_vs_pgbench is the API's requests per second over pgbench's transactions per second.",
            "",
            "Examples:",
            "  weir bench api",
            "  weir bench api --scale 0.05 --seconds 5 --json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ApiCommand implements Runnable {
    private static final int ORGANIZATIONS = 100_000;
    private static final double LEAST_SCALE = 0.01;
    private static final int LONGEST = 30;
    private static final int CONNECTIONS = 8;
    // Enough that a slow answer delays no other request.
    private static final int CONNECTIONS_AT_RATE = 32;
    // One client asks as many do: it isn't to be slowed down for that.
    private static final String SETTINGS = "weir.rate-limits.enabled=false\n";

    @Spec
    private CommandSpec command;

    @Option(
            names = "--scale",
            defaultValue = "1",
            description = "Share of the rows, from 0.01 (1,000 organizations) to 1; ${DEFAULT-VALUE} by default.")
    private double scale;

    @Option(names = "--rate", defaultValue = "200", description = "Requests per second; ${DEFAULT-VALUE} by default.")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long each measurement runs, at most 30; ${DEFAULT-VALUE} by default.")
    private int seconds;

    @Option(names = "--without-pgbench", description = "Leave the comparison out.")
    private boolean alone;

    @Mixin
    private Output output;

    @Override
    public void run() {
        if (scale < LEAST_SCALE || scale > 1 || seconds < 1 || seconds > LONGEST || rate < 1) {
            throw new ParameterException(
                    command.commandLine(), "--scale is from 0.01 to 1, --seconds from 1 to 30, --rate at least 1");
        }
        var population = new Population((int) (ORGANIZATIONS * scale));
        try (ScratchWeir weir = ScratchWeir.start(SETTINGS);
                var postgres = new Postgres(weir)) {
            Optional<Pgbench> pgbench =
                    alone ? Optional.empty() : Optional.of(new Pgbench(postgres, weir.folder("pgbench"), output::say));
            postgres.populate(population, output::say);
            ApiReport report = measure(weir, postgres, population, pgbench);
            output.print(report.text(), report::json);
        }
    }

    private ApiReport measure(ScratchWeir weir, Postgres postgres, Population population, Optional<Pgbench> pgbench) {
        var report = new ApiReport();
        URI server = URI.create(weir.api());
        var api = new Api(server, population);
        var load = new Load(server, seconds);
        Map<String, Integer> variables = Map.of(
                "first",
                Population.LARGE + 1,
                "clusters",
                population.clusters(),
                "organizations",
                population.organizations());
        ToDoubleFunction<String> compared = script -> {
            output.say("pgbench: " + script);
            return pgbench.map(program -> program.run(script, variables, CONNECTIONS, seconds))
                    .orElse(0.0);
        };
        List<String> pages = api.pages();
        output.say("warming up");
        load.warmUp(CONNECTIONS, api::get);
        load.warmUp(CONNECTIONS, number -> api.list(pages.get(number % pages.size())));
        load.warmUp(CONNECTIONS, api::quotas);
        Map<String, Long> scans = postgres.sequentialScans();

        record Kind(String name, String title, Requests requests, String script) {}
        for (Kind kind : List.of(
                new Kind("get", "get a cluster", api::get, "get.sql"),
                new Kind("list_first", "list: first page", _ -> api.list(pages.get(0)), ""),
                new Kind("list_middle", "list: middle page", _ -> api.list(pages.get(1)), "list.sql"),
                new Kind("list_last", "list: last page", _ -> api.list(pages.get(2)), ""),
                new Kind("quotas", "applied quotas", api::quotas, ""),
                new Kind("create_key", "create an API key", _ -> api.createKey(), ""))) {
            output.say(kind.title());
            Sample latency = load.atRate(rate, CONNECTIONS_AT_RATE, kind.requests());
            double perSecond = load.atMost(CONNECTIONS, kind.requests());
            report.resident(weir.residentBytes("control-plane"));
            double same = kind.script().isEmpty() ? 0 : compared.applyAsDouble(kind.script());
            report.add(new Line(kind.name(), kind.title(), latency, perSecond, same));
        }
        postgres.sequentialScans().forEach((table, count) -> {
            if (count > scans.getOrDefault(table, count)) {
                report.scanned(table);
            }
        });
        return report;
    }
}
