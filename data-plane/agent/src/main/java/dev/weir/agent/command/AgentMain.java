package dev.weir.agent.command;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/** The agent's program. Only {@code up} starts Quarkus; the others are done sooner without it. */
@QuarkusMain
public final class AgentMain {
    private AgentMain() {}

    public static void main(String... arguments) {
        // Kafka's clients log before Quarkus has said where to.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        CommandLine commands = new CommandLine(new AgentCommand());
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("weir: " + failure.getMessage());
            if (!(failure instanceof CommandFailure)) {
                failure.printStackTrace(command.getErr());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(commands.execute(arguments));
    }
}
