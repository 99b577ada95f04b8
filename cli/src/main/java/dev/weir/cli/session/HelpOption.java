package dev.weir.cli.session;

import picocli.CommandLine.Option;

/** For commands that only hold other commands. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
