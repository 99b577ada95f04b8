package dev.weir.agent.command;

import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.ProcessIdentity;
import dev.weir.agent.process.ProcessTable;
import dev.weir.agent.process.RunFile;
import dev.weir.agent.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Stops everything of a home, by its agent or without one. */
final class Shutdown {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final WeirHome home;
    private final Consumer<String> tell;
    private final ProcessTable processes = ProcessTable.current();

    Shutdown(WeirHome home, Consumer<String> tell) {
        this.home = home;
        this.tell = tell;
    }

    /** Returns whether anything was running; what hasn't ended by then is killed. */
    boolean all(Instant limit) throws IOException, InterruptedException {
        AgentProcess agent = AgentProcess.of(home);
        Optional<RunFile> running = agent.find();
        if (running.isPresent()) {
            stopByAgent(running.get(), limit);
        }
        new Strays(home, processes).end();
        boolean left = stopDirectly(limit);
        agent.forget();
        return running.isPresent() || left;
    }

    private void stopByAgent(RunFile agent, Instant limit) throws InterruptedException {
        tell.accept("Stopping Weir (agent pid " + agent.pid() + ")");
        List<RunFile> left = alive(file -> !file.part().equals(AgentProcess.PART));
        Signal.TERM.send(agent.pid());
        while (processes.isAlive(agent.process()) && Instant.now().isBefore(limit)) {
            left = tellStopped(left);
            Thread.sleep(POLL);
        }
        tellStopped(left);
        if (processes.isAlive(agent.process())) {
            tell.accept("  the agent doesn't end in time and is killed");
            Signal.KILL.send(agent.pid());
        }
    }

    /** Without an agent: from the top down, all of one layer at a time. */
    private boolean stopDirectly(Instant limit) throws IOException, InterruptedException {
        List<Predicate<RunFile>> layers = List.of(
                file -> file.part().equals("control-plane") || file.part().equals("gateway"),
                file -> file.part().startsWith("cluster:"),
                file -> true);
        boolean any = false;
        for (Predicate<RunFile> layer : layers) {
            List<RunFile> files = alive(layer);
            any |= !files.isEmpty();
            for (RunFile file : files) {
                (file.part().equals("postgres") ? Signal.INT : Signal.TERM).send(file.pid());
            }
            List<RunFile> left = files;
            while (!left.isEmpty() && Instant.now().isBefore(limit)) {
                left = tellStopped(left);
                Thread.sleep(POLL);
            }
            for (RunFile file : left) {
                tell.accept("  " + file.part() + " doesn't end in time and is killed");
                kill(file.process());
            }
        }
        for (RunFile file : RunFile.readAll(home)) {
            Files.deleteIfExists(home.runFile(file.part()));
        }
        return any;
    }

    private List<RunFile> tellStopped(List<RunFile> before) {
        List<RunFile> left = new ArrayList<>();
        for (RunFile file : before) {
            if (processes.isAlive(file.process())) {
                left.add(file);
            } else {
                tell.accept("  " + file.part() + " has stopped");
            }
        }
        return left;
    }

    private void kill(ProcessIdentity process) throws InterruptedException {
        ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(ProcessHandle::destroyForcibly);
        Signal.KILL.send(process.pid());
        Instant limit = Instant.now().plus(AFTER_KILL);
        while (processes.isAlive(process) && Instant.now().isBefore(limit)) {
            Thread.sleep(POLL);
        }
    }

    private List<RunFile> alive(Predicate<RunFile> which) {
        return RunFile.readAll(home).stream()
                .filter(which)
                .filter(file -> processes.isAlive(file.process()))
                .toList();
    }
}
