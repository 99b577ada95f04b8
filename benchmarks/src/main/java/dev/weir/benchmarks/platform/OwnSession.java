package dev.weir.benchmarks.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a process in a session of its own, as the agent starts all of its. Linux may share the processors among
 * sessions, so processes that are compared have to be alike in this too.
 */
public final class OwnSession {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private OwnSession() {}

    /** The same process id, since setsid becomes the command. */
    public static List<String> of(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return List.copyOf(command);
        }
        var whole = new ArrayList<String>();
        whole.add(SETSID.toString());
        whole.addAll(command);
        return List.copyOf(whole);
    }
}
