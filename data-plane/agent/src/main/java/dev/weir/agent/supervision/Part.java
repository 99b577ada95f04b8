package dev.weir.agent.supervision;

import dev.weir.agent.process.RunFile;
import dev.weir.agent.process.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process that should run.
 *
 * @param name such as {@code gateway} or {@code cluster:lkc-abc:0}
 * @param command program and arguments
 * @param environment variables beside the few that every program gets
 * @param folder where it is started
 * @param log where its output goes
 * @param digest of the runtime that it is started from
 * @param specDigest of all that it is told, the runtime left out; when that changes, it is started anew
 * @param keepsRuntime whether a process of another runtime may go on
 * @param address host and port at which it serves
 * @param health how to ask for its health, see {@link dev.weir.agent.probe.Probe#of}
 * @param readyLine what it prints when it serves, or empty: then its health tells
 * @param stopSignal how it is asked to end
 * @param stopPatience how long it may take to end before it is killed
 * @param preparation what must be done before each start
 */
public record Part(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Path log,
        String digest,
        String specDigest,
        boolean keepsRuntime,
        String address,
        String health,
        String readyLine,
        Signal stopSignal,
        Duration stopPatience,
        Preparation preparation) {
    public Part {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Whether a process that was found is what this part should be. */
    boolean accepts(RunFile found) {
        return found.specDigest().equals(specDigest)
                && (keepsRuntime || found.digest().equals(digest));
    }

    /** Something to do before a process is started. */
    @FunctionalInterface
    public interface Preparation {
        Preparation NONE = () -> {};

        void run() throws IOException;
    }
}
