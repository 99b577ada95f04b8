package dev.weir.agent.command;

import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.ProcessTable;
import dev.weir.agent.process.ProcessTable.CommandLine;
import dev.weir.agent.process.RunFile;
import dev.weir.agent.process.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Processes of a home that no run file names: an agent was killed between starting one and writing it down.
 *
 * @param home whose processes
 * @param processes the operating system's
 */
record Strays(WeirHome home, ProcessTable processes) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Ends them, so that they don't stand in the way of those that are started now. */
    void end() throws InterruptedException {
        List<Long> strays = find();
        strays.forEach(Signal.TERM::send);
        Instant limit = Instant.now().plus(PATIENCE);
        for (long stray : strays) {
            while (processes.find(stray).isPresent()) {
                if (Instant.now().isAfter(limit)) {
                    Signal.KILL.send(stray);
                }
                Thread.sleep(POLL);
            }
        }
    }

    private List<Long> find() {
        Set<Long> known = RunFile.readAll(home).stream().map(RunFile::pid).collect(Collectors.toSet());
        List<Long> strays = new ArrayList<>();
        for (CommandLine line : processes.commandLines()) {
            if (line.pid() != ProcessHandle.current().pid() && !known.contains(line.pid()) && isOurs(line.text())) {
                strays.add(line.pid());
            }
        }
        return strays;
    }

    private boolean isOurs(String command) {
        boolean broker = command.contains(" dev.weir.broker.BrokerMain " + home.clusters() + "/")
                || command.contains(" dev.weir.broker.BrokerMain " + home.platformKafka() + "/");
        boolean service = command.contains(" -Dweir.home=" + home.root() + " ");
        return broker || service;
    }
}
