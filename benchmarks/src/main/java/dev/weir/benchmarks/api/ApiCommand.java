package dev.weir.benchmarks.api;

import dev.weir.benchmarks.api.ApiReport.Line;
import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.report.Sample;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the management API over many rows. */
@Command(
        name = "api",
        description = {
            "Requests to the management API with 100,000 organizations, 300,000 clusters and 1,000,000 API keys in"
                    + " Postgres, beside the same statements by pgbench in the same run.",
            "Runs in a scratch WEIR_HOME on free ports, which is removed afterwards. Takes about five minutes, and"
                    + " pgbench must be installed."
        },
        footer = {
            "",
            "With --json the last line is {\"get_p99_ms\",\"get_per_s\",\"get_vs_pgbench\",\"list_p99_ms\",…,"
                    + "\"rss_mb\",\"scanned\"}. A p99 is taken at a constant rate, from when a request was due.",
            "",
            "Examples:",
            "  weir bench api",
            "  weir bench api --organizations 10000 --seconds 5 --json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the specification
public final class ApiCommand implements Runnable {
    private static final int CONNECTIONS = 8;
    // One client asks as many do: it isn't to be slowed down for that.
    private static final String SETTINGS = "weir.rate-limits.enabled=false\n";

    @Spec
    private CommandSpec command;

    @Option(
            names = "--organizations",
            defaultValue = "100000",
            description = "Organizations, each with 3 clusters and 10 keys; ${DEFAULT-VALUE} by default.")
    private int organizations;

    @Option(names = "--rate", defaultValue = "200", description = "Requests per second; ${DEFAULT-VALUE} by default.")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description = "How long each measurement runs; ${DEFAULT-VALUE} by default.")
    private int seconds;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter progress = command.commandLine().getErr();
        var population = new Population(organizations);
        try (ScratchWeir weir = ScratchWeir.start(SETTINGS);
                var postgres = new Postgres(weir)) {
            say(progress, "making the rows");
            postgres.populate(population);
            ApiReport report = measure(weir, postgres, population, progress);
            out.println(report.text());
            if (json) {
                out.println(report.json());
            }
            out.flush();
        }
    }

    private ApiReport measure(ScratchWeir weir, Postgres postgres, Population population, PrintWriter progress) {
        var report = new ApiReport();
        var api = new Api(weir.api(), population);
        var load = new Load(seconds, CONNECTIONS);
        var pgbench = new Pgbench(postgres, weir.folder("pgbench"));
        Map<String, Integer> variables = Map.of(
                "first", Population.LARGE + 1, "clusters", population.clusters(), "organizations", organizations);
        List<String> pages = api.pages();
        say(progress, "warming up");
        new Load(Math.min(seconds, 10), CONNECTIONS).atMost(api::get);
        Map<String, Long> scans = postgres.sequentialScans();

        say(progress, "get");
        Sample get = load.atRate(rate, api::get);
        double gets = load.atMost(api::get);
        report.resident(weir.residentBytes("control-plane"));
        report.add(
                new Line("get", "get a cluster", get, gets, pgbench.run("get.sql", variables, CONNECTIONS, seconds)));

        say(progress, "list");
        Load.Requests lists = number -> api.list(pages.get(number % pages.size()));
        Sample list = load.atRate(rate, lists);
        double perSecond = load.atMost(lists);
        double same = pgbench.run("list.sql", variables, CONNECTIONS, seconds);
        report.add(new Line("list", "list: first, middle, last", list, perSecond, same));

        say(progress, "applied quotas");
        report.add(new Line("quotas", "applied quotas", load.atRate(rate, api::quotas), load.atMost(api::quotas), 0));

        say(progress, "create key");
        Load.Requests keys = _ -> api.createKey();
        report.add(new Line("create_key", "create an API key", load.atRate(rate, keys), load.atMost(keys), 0));
        report.resident(weir.residentBytes("control-plane"));
        postgres.sequentialScans().forEach((table, count) -> {
            if (count > scans.getOrDefault(table, count)) {
                report.scanned(table);
            }
        });
        return report;
    }

    private static void say(PrintWriter progress, String what) {
        progress.println(what);
        progress.flush();
    }
}
