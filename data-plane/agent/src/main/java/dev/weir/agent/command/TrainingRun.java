package dev.weir.agent.command;

import dev.weir.agent.home.Trees;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.Session;
import dev.weir.agent.process.Signal;
import dev.weir.agent.program.InstalledRuntime;
import dev.weir.agent.program.JavaCommand;
import dev.weir.agent.program.Program;
import dev.weir.agent.program.Training;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Records AOT caches by the real scenario: a scratch Weir with a home of its own goes through {@code weir demo}, every
 * program records, and writes its cache when it is stopped.
 */
final class TrainingRun {
    private static final Duration DEMO = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofMinutes(4);
    private static final int PORTS_IN_A_ROW = 4;
    private static final int TRIES = 100;
    private static final double MILLIS = 1000.0;

    private final InstalledRuntime runtime;
    private final WeirHome home;
    private final Path caches;

    TrainingRun(InstalledRuntime runtime) {
        this.runtime = runtime;
        // Always the same, so that the next one clears up after one that was killed.
        this.home = new WeirHome(runtime.folder().resolveSibling(".training"));
        this.caches = home.root().resolve("caches");
    }

    void run() throws IOException, InterruptedException {
        Instant begun = Instant.now();
        System.out.println("Training AOT caches with a scratch Weir, once for each build");
        clear();
        Files.createDirectories(caches);
        home.create();
        var cleanup = new Thread(this::abandon, "clear up");
        Runtime.getRuntime().addShutdownHook(cleanup);
        try {
            rehearse();
            keep();
        } finally {
            Runtime.getRuntime().removeShutdownHook(cleanup);
        }
        clear();
        System.out.printf(
                Locale.ROOT,
                "Trained in %.0f s.%n",
                Duration.between(begun, Instant.now()).toMillis() / MILLIS);
    }

    private void rehearse() throws IOException, InterruptedException {
        var background = new Background(home, runtime);
        var training = Training.into(caches);
        var command = new JavaCommand(runtime, Program.AGENT).property("weir.training", caches.toString());
        Process agent = background.spawn(
                List.of(
                        "--kafka-port", freePorts(PORTS_IN_A_ROW),
                        "--api-port", freePorts(1),
                        "--http-port", freePorts(1)),
                command,
                training);
        if (background.follow(agent, line -> {}) != 0) {
            throw new CommandFailure("the scratch Weir doesn't start; see " + home.log("agent"));
        }
        System.out.println("  a scratch Weir is up; it goes through weir demo");
        demo(training);
        System.out.println("  writing the caches");
        Signal.TERM.send(agent.pid());
        if (!agent.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            throw new CommandFailure("the scratch Weir doesn't end; see " + home.log("agent"));
        }
    }

    private void demo(Training training) throws IOException, InterruptedException {
        var command = new JavaCommand(runtime, Program.CLI);
        training.record(command, Program.CLI);
        command.property("weir.runtime", runtime.folder().toString());
        Path log = home.log("demo");
        Process demo = Session.start(
                command.build("demo"), Map.of("WEIR_HOME", home.root().toString()), home.root(), log);
        if (!demo.waitFor(DEMO.toSeconds(), TimeUnit.SECONDS) || demo.exitValue() != 0) {
            demo.destroyForcibly();
            throw new CommandFailure("weir demo failed in the scratch Weir; see " + log);
        }
    }

    private void keep() throws IOException {
        for (Program program : Program.values()) {
            Path cache = caches.resolve(program.label() + ".aot");
            if (!Files.exists(cache)) {
                throw new CommandFailure(
                        program.label() + " has written no AOT cache; see " + home.log(program.label()));
            }
        }
        for (Program program : Program.values()) {
            Files.move(
                    caches.resolve(program.label() + ".aot"), runtime.cache(program), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Ends what a training that was killed has left, and its folder. */
    private void clear() throws IOException, InterruptedException {
        if (Files.isDirectory(home.root())) {
            new Shutdown(home, line -> {}).all(Instant.now().plus(Duration.ofSeconds(20)));
            Trees.delete(home.root());
        }
    }

    private void abandon() {
        try {
            new Shutdown(home, line -> {}).all(Instant.now());
        } catch (IOException e) {
            System.out.println("weir: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String freePorts(int count) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = first.getLocalPort();
                boolean free = true;
                for (int next = port + 1; next < port + count; next++) {
                    free &= dev.weir.agent.address.PortOwner.isFree("127.0.0.1", next);
                }
                if (free) {
                    return String.valueOf(port);
                }
            }
        }
        throw new CommandFailure("there are no " + count + " free ports in a row");
    }
}
