package dev.weir.agent.postgres;

import dev.weir.agent.process.Signal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Postgres that was killed has left in its folder. Its children end by themselves a moment later, and must have
 * ended before the file that keeps a second server out is taken away.
 *
 * @param data the data folder, in which all of its processes work
 */
record PostgresLeftovers(Path data) {
    private static final Duration IN_ORDER = Duration.ofSeconds(20);
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    void clear() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            // Elsewhere Postgres has to judge its file by itself.
            return;
        }
        List<Long> left = processes();
        if (!left.isEmpty()) {
            Signal.INT.send(
                    Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
        }
        if (!awaitNone(IN_ORDER)) {
            processes().forEach(Signal.KILL::send);
            awaitNone(AFTER_KILL);
        }
        Files.deleteIfExists(pidFile);
    }

    private boolean awaitNone(Duration patience) throws IOException {
        Instant limit = Instant.now().plus(patience);
        while (!processes().isEmpty()) {
            if (Instant.now().isAfter(limit)) {
                return false;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return true;
    }

    private List<Long> processes() throws IOException {
        Path folder = data.toRealPath();
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (worksIn(process, folder)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private static boolean worksIn(Path process, Path folder) {
        try {
            // Zombies have no folder any more.
            return Files.readSymbolicLink(process.resolve("cwd")).equals(folder)
                    && Files.readString(process.resolve("comm")).startsWith("postgres");
        } catch (IOException e) {
            return false;
        }
    }
}
