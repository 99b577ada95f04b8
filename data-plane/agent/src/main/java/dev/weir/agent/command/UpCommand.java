package dev.weir.agent.command;

import dev.weir.agent.home.Settings;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.RunFile;
import dev.weir.agent.process.Signal;
import dev.weir.agent.program.InstalledRuntime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts Weir. */
@Command(
        name = "up",
        description = {
            "Start Weir on this machine: Postgres, platform Kafka, control plane, gateway, tenants' brokers.",
            "Runs in the foreground until Ctrl-C, or in the background with --detach. What runs already is adopted."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(11);
    private static final Duration POLL = Duration.ofMillis(50);

    @Option(names = "--detach", description = "return when all is up, and leave it running in the background")
    private boolean detach;

    @Option(names = "--background", hidden = true)
    private boolean background;

    @Mixin
    private final UpOptions options = new UpOptions();

    @Override
    public Integer call() throws Exception {
        WeirHome home = WeirHome.current();
        home.create();
        InstalledRuntime runtime = InstalledRuntime.current();
        Optional<AgentLock> lock = AgentLock.take(home);
        if (lock.isEmpty()) {
            lock = takeOver(home, runtime);
        }
        if (lock.isEmpty()) {
            return 0;
        }
        Settings before = Settings.load(home);
        Settings settings = options.over(before, home);
        if (detach) {
            lock.get().release();
            return new Background(home, runtime).start(options.arguments());
        }
        return new Foreground(home, runtime, background).run(before, settings);
    }

    /** Another agent runs. One of this build stays; one of another build gives way, and its parts are adopted. */
    private Optional<AgentLock> takeOver(WeirHome home, InstalledRuntime runtime)
            throws IOException, InterruptedException {
        AgentProcess agent = AgentProcess.of(home);
        Instant limit = Instant.now().plus(PATIENCE);
        boolean told = false;
        while (Instant.now().isBefore(limit)) {
            Optional<RunFile> running = agent.find();
            if (running.isPresent() && !running.get().digest().equals(runtime.digest())) {
                System.out.println("An agent of another build runs (pid "
                        + running.get().pid() + "). A new one takes its place and adopts what it has started.");
                Signal.KILL.send(running.get().pid());
                while (agent.find().isPresent()) {
                    Thread.sleep(POLL);
                }
            } else if (running.isPresent() && agent.isReady()) {
                System.out.println(
                        "Weir is already running, agent pid " + running.get().pid() + ".");
                if (!options.arguments().isEmpty()) {
                    System.out.println("The options given now count from the next start: weir down, then weir up.");
                }
                System.out.print(Summary.text(home));
                return Optional.empty();
            } else if (!told) {
                System.out.println("Another weir up is under way; waiting for it.");
                told = true;
            }
            Thread.sleep(POLL);
            Optional<AgentLock> lock = AgentLock.take(home);
            if (lock.isPresent()) {
                return lock;
            }
        }
        throw new CommandFailure(
                "another weir up has been under way for " + PATIENCE.toMinutes() + " minutes; see weir logs agent");
    }
}
