package dev.weir.agent.supervision;

import dev.weir.agent.probe.LogLine;
import dev.weir.agent.probe.Probe;
import dev.weir.agent.process.ProcessIdentity;
import dev.weir.agent.process.RunFile;
import dev.weir.agent.process.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Gives a part its process: the one that a former agent left, or a new one. */
public final class Launch {
    private static final long LONGEST_LOG = 16L * 1024 * 1024;

    private final Ground ground;

    public Launch(Ground ground) {
        this.ground = ground;
    }

    /** The living process that the part's run file names, whether it is still right or not. */
    Optional<RunFile> find(Part part) throws IOException {
        return RunFile.read(ground.home(), part.name())
                .filter(file -> ground.processes().isAlive(file.process()));
    }

    Life adopt(Part part, RunFile found) {
        Probe health = Probe.of(part.health(), part.address());
        return new Life(found.process(), null, health, health);
    }

    /** Starts it anew and leaves its run file. */
    public Life start(Part part) throws IOException {
        part.preparation().run();
        rotate(part.log());
        Probe health = Probe.of(part.health(), part.address());
        Probe readiness = part.readyLine().isEmpty() ? health : new LogLine(part.log(), part.readyLine());
        Process child = Session.start(part.command(), part.environment(), part.folder(), part.log());
        ProcessIdentity process = ground.processes()
                .find(child.pid())
                .orElseThrow(() -> new IOException("ended at once; see " + part.log()));
        new RunFile(
                        part.name(),
                        process.pid(),
                        process.startedAt(),
                        process.mark(),
                        part.digest(),
                        part.specDigest(),
                        part.log().toString(),
                        part.address(),
                        part.health())
                .write(ground.home());
        return new Life(process, child, readiness, health);
    }

    private static void rotate(Path log) throws IOException {
        Files.createDirectories(log.getParent());
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
