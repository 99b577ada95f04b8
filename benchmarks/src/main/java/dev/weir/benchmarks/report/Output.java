package dev.weir.benchmarks.report;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands of all benchmarks have: their help, what they say meanwhile, and how their figures come out. */
@SuppressWarnings("NullAway.Init") // picocli sets the specification
public final class Output {
    private static final double SECOND = 1e9;

    private final long start = System.nanoTime();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** What is being done, and since when: on standard error. */
    public void say(String what) {
        PrintWriter progress = command.commandLine().getErr();
        progress.printf(Locale.ROOT, "%5.0f s  %s%n", (System.nanoTime() - start) / SECOND, what);
        progress.flush();
    }

    /**
     * @param table for people
     * @param line for programs, when they ask for it
     */
    public void print(String table, Supplier<?> line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(table);
        if (json) {
            out.println(line.get());
        }
        out.flush();
    }
}
