package dev.weir.agent.command;

import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.ProcessTable;
import dev.weir.agent.process.RunFile;
import dev.weir.agent.process.Signal;
import dev.weir.agent.supervision.Holds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes parts down and up for people. The agent does the work when there is one: it sees the hold.
 *
 * @param home whose parts
 * @param processes the operating system's
 */
record PartControl(WeirHome home, ProcessTable processes) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    static PartControl of(WeirHome home) {
        return new PartControl(home, ProcessTable.current());
    }

    boolean hasAgent() throws IOException {
        return AgentProcess.of(home).find().isPresent();
    }

    void stop(String part) throws IOException, InterruptedException {
        new Holds(home).hold(part);
        Optional<RunFile> running = find(part);
        if (running.isPresent() && !hasAgent()) {
            (part.equals("postgres") ? Signal.INT : Signal.TERM)
                    .send(running.get().pid());
        }
        Instant limit = Instant.now().plus(PATIENCE);
        while (find(part).isPresent()) {
            if (Instant.now().isAfter(limit)) {
                throw new CommandFailure(part + " doesn't end; see weir logs " + part);
            }
            Thread.sleep(POLL);
        }
        System.out.println(part + " is stopped, until: weir start " + part);
    }

    /** Lets it run again; returns whether anybody is there to start it. */
    boolean release(String part) throws IOException {
        new Holds(home).release(part);
        return hasAgent();
    }

    void awaitRunning(String part) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!isHealthy(part)) {
            if (Instant.now().isAfter(limit)) {
                throw new CommandFailure(part + " doesn't serve yet; see weir logs " + part);
            }
            Thread.sleep(POLL);
        }
        System.out.println(part + " runs");
    }

    private boolean isHealthy(String part) throws IOException {
        return find(part)
                .filter(file -> dev.weir.agent.probe.Probe.of(file.health(), file.address())
                                .ask()
                        == dev.weir.agent.probe.Probe.Health.HEALTHY)
                .isPresent();
    }

    private Optional<RunFile> find(String part) throws IOException {
        return RunFile.read(home, part).filter(file -> processes.isAlive(file.process()));
    }
}
