package dev.weir.benchmarks.operator;

import dev.weir.benchmarks.operator.OperatorReport.Idle;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the operator on a real Kubernetes. */
@Command(
        name = "operator",
        description = {
            "Basic clusters one after another on a Kubernetes of one node, each from being asked for to being ready, and"
                    + " what of that is the operator's own; then what it writes while nothing changes. Times are the"
                    + " API server's, from its audit log.",
            "The Kubernetes runs in namespaces of its own and is removed afterwards; it needs root on Linux, and some"
                    + " minutes to be built the first time. Takes about three minutes."
        },
        footer = {
            "",
            "With --json the last line is {\"ready_s\",\"own_s\",\"steady_writes\",\"rss_mb\",…,\"samples\":{…}}; times"
                    + " are medians in seconds, in samples in milliseconds.",
            "",
            "Example:",
            "  weir bench operator --clusters 5 --seconds 30 --json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the specification
public final class OperatorCommand implements Runnable {
    private static final int MOST = 20;
    private static final String MEMORY =
            "sed -n 's/^VmRSS:[[:space:]]*\\([0-9]*\\) kB/\\1/p' /proc/$(pgrep -o -f weir/operator/quarkus-run.jar)/status";
    private static final long KIBIBYTE = 1_024;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--clusters",
            defaultValue = "10",
            description = "How many, at most 20; ${DEFAULT-VALUE} by default.")
    private int clusters;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "How long it is watched at rest; ${DEFAULT-VALUE} by default.")
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
        if (clusters < 1 || clusters > MOST || seconds < 1) {
            throw new ParameterException(command.commandLine(), "--clusters is from 1 to 20, --seconds at least 1");
        }
        PrintWriter out = command.commandLine().getOut();
        PrintWriter progress = command.commandLine().getErr();
        say(progress, "starting Kubernetes and the operator");
        try (ScratchKubernetes kubernetes = ScratchKubernetes.start()) {
            var audit = new AuditLog(kubernetes.auditLog());
            List<Making> makings = make(new Tenancy(kubernetes, clusters + 1), audit, progress);
            say(progress, "watching it at rest");
            var report = new OperatorReport(makings, idle(kubernetes, audit));
            out.println(report.text());
            if (json) {
                out.println(report.json());
            }
            out.flush();
        }
    }

    private List<Making> make(Tenancy tenancy, AuditLog audit, PrintWriter progress) {
        List<Making> makings = new ArrayList<>();
        // The first one warms everything up.
        for (int number = 0; number <= clusters; number++) {
            String cluster = "lkc-bench" + number;
            tenancy.key(cluster);
            tenancy.ask(cluster);
            tenancy.awaitReady(cluster);
            Making making = Making.of(audit.writes(), cluster);
            if (number > 0) {
                makings.add(making);
                say(progress, cluster + " " + making.ready().toMillis() + " ms");
            }
        }
        return makings;
    }

    private Idle idle(ScratchKubernetes kubernetes, AuditLog audit) {
        // What the last cluster's start has left to do.
        pause(Duration.ofSeconds(5));
        long before = written(audit);
        pause(Duration.ofSeconds(seconds));
        long writes = written(audit) - before;
        long resident = Long.parseLong(kubernetes.onNode(MEMORY)) * KIBIBYTE;
        return new Idle(clusters + 1, Duration.ofSeconds(seconds), writes, resident);
    }

    private static long written(AuditLog audit) {
        return audit.writes().stream()
                .filter(write -> write.user().equals(AuditLog.OPERATOR))
                .filter(write -> !write.object().startsWith("leases "))
                .count();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    private static void say(PrintWriter progress, String what) {
        progress.println(what);
        progress.flush();
    }
}
