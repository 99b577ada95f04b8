package dev.weir.agent.supervision;

import dev.weir.agent.process.RunFile;
import dev.weir.agent.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Processes that a former agent has left, of parts that nobody wants any more: nobody adopts them, so somebody has to end them. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Ground ground;

    Leftovers(Ground ground) {
        this.ground = ground;
    }

    /** Ends those whose run files name them, and returns when they have ended. */
    void end(List<RunFile> files) throws IOException, InterruptedException {
        files.stream().filter(this::isAlive).forEach(file -> Signal.TERM.send(file.pid()));
        Instant limit = ground.clock().instant().plus(PATIENCE);
        for (RunFile file : files) {
            while (isAlive(file)) {
                if (ground.clock().instant().isAfter(limit)) {
                    Signal.KILL.send(file.pid());
                }
                Thread.sleep(POLL);
            }
            Files.deleteIfExists(ground.home().runFile(file.part()));
        }
    }

    private boolean isAlive(RunFile file) {
        return ground.processes().isAlive(file.process());
    }
}
