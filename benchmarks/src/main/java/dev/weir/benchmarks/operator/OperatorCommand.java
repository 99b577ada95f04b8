package dev.weir.benchmarks.operator;

import dev.weir.benchmarks.report.Output;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the operator on a real Kubernetes. */
@Command(
        name = "operator",
        description = {
            "Basic clusters one after another on a Kubernetes of one node, each from being asked for to being ready, and"
                    + " what of that is the operator's own. Times are the API server's, from its audit log.",
            "Then many clusters at once on hollow nodes, where all of Kubernetes is real but no container runs: how much"
                    + " longer it takes than a plain client that makes the same objects, both until every StatefulSet is"
                    + " ready; what the operator writes and uses while nothing changes; and how soon another one, started"
                    + " after a sudden end, has looked at all of them.",
            "Each Kubernetes is removed afterwards; the first time its programs are built, which takes minutes. Pods need"
                    + " root on Linux, hollow nodes just Linux: --runs 0 leaves the part with pods out. Takes about ten"
                    + " minutes."
        },
        footer = {
            "",
            "With --json the last line is {\"ready_s\",\"own_s\",\"thousand_vs_plain\",\"steady_writes\",\"steady_cpu\","
                    + "\"rss_mb\",\"restart_s\",\"restart_writes\",…,\"samples\":{…}}; times are in seconds (medians where"
                    + " there are several), in samples in milliseconds; steady_cpu is a share of one processor.",
            "",
            "Examples:",
            "  weir bench operator --json",
            "  weir bench operator --runs 1 --clusters 50 --seconds 10"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class OperatorCommand implements Runnable {
    private static final int MOST_RUNS = 20;
    private static final int MOST_CLUSTERS = 2_500;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--runs",
            defaultValue = "10",
            description = "How many clusters one after another, 0 to 20; ${DEFAULT-VALUE} by default.")
    private int runs;

    @Option(
            names = "--clusters",
            defaultValue = "1000",
            description = "How many at once, 0 to 2500; ${DEFAULT-VALUE} by default.")
    private int clusters;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "How long the operator is watched at rest; ${DEFAULT-VALUE} by default.")
    private int seconds;

    @Mixin
    private Output output;

    @Override
    public void run() {
        check(runs >= 0 && runs <= MOST_RUNS, "--runs is from 0 to 20");
        check(clusters >= 0 && clusters <= MOST_CLUSTERS, "--clusters is from 0 to 2500");
        check(runs + clusters > 0, "with --runs 0 and --clusters 0 there is nothing to measure");
        check(seconds >= 1, "--seconds is at least 1");
        Scripts scripts = Scripts.ofProject();
        var report = new OperatorReport();
        if (runs > 0) {
            List<Making> makings = OneByOne.measure(scripts, runs, output::say);
            report.add(makings);
        }
        if (clusters > 0) {
            report.add(new ManyAtOnce(scripts, clusters, Duration.ofSeconds(seconds), output::say).measure());
        }
        output.print(report.text(), report::json);
    }

    private void check(boolean right, String what) {
        if (!right) {
            throw new ParameterException(command.commandLine(), what);
        }
    }
}
