package dev.weir.agent.command;

import picocli.CommandLine.Command;

/** Holds the commands. */
@Command(
        name = "weir",
        description = "This machine's Weir.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            StopCommand.class,
            StartCommand.class,
            RestartCommand.class,
            TrainCommand.class
        })
final class AgentCommand {}
