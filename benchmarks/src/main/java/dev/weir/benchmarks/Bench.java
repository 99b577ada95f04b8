package dev.weir.benchmarks;

import dev.weir.benchmarks.api.ApiCommand;
import dev.weir.benchmarks.gateway.GatewayCommand;
import dev.weir.benchmarks.http.HttpCommand;
import dev.weir.benchmarks.operator.OperatorCommand;
import dev.weir.benchmarks.provision.ProvisionCommand;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Runs one benchmark by its name. */
@Command(
        name = "weir bench",
        synopsisSubcommandLabel = "NAME",
        subcommands = {
            ProvisionCommand.class,
            ApiCommand.class,
            GatewayCommand.class,
            HttpCommand.class,
            OperatorCommand.class
        },
        description = "Measure Weir. Each benchmark prints a table; with --json its last line is one JSON object.",
        commandListHeading = "%nBenchmarks:%n",
        footer = {"", "Example:", "  weir bench provision --tenants 20 --json"})
public final class Bench {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println("weir bench: " + failure.getMessage());
                    if (!(failure instanceof BenchmarkFailedException)) {
                        failure.printStackTrace(command.getErr());
                    }
                    command.getErr().flush();
                    return ExitCode.SOFTWARE;
                });
    }
}
