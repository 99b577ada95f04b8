package dev.weir.cli.session;

import static picocli.CommandLine.Spec.Target.MIXEE;

import dev.weir.cli.context.Home;
import dev.weir.cli.terminal.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command has. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class CommonOptions {
    @Spec(MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
    private boolean json;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Address of the management API. By default that of the current context, which is the"
                    + " platform of WEIR_HOME unless it was signed up elsewhere.")
    private @Nullable String server;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    public Session session() {
        return new Session(Home.of(System.getenv()), server, output());
    }

    public Output output() {
        return new Output(command.commandLine().getOut(), command.commandLine().getErr(), json);
    }

    public @Nullable String server() {
        return server;
    }
}
