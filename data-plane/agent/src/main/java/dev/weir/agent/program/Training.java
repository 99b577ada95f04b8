package dev.weir.agent.program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether this Weir runs to record AOT caches ({@code weir.training} names their folder) or to be used. */
public final class Training {
    // A JVM that records works on its cache after it has stopped serving.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final @Nullable Path folder;
    private final Set<Program> recorded = EnumSet.noneOf(Program.class);

    private Training(@Nullable Path folder) {
        this.folder = folder;
    }

    public static Training current() {
        String folder = System.getProperty("weir.training");
        return new Training(folder == null ? null : Path.of(folder));
    }

    public static Training into(Path folder) {
        return new Training(folder);
    }

    public static Training none() {
        return new Training(null);
    }

    /** The first process of a program records; later ones and those outside of a training don't. */
    public synchronized void record(JavaCommand command, Program program) {
        if (folder == null) {
            return;
        }
        if (recorded.add(program)) {
            command.recordTo(folder.resolve(program.label() + ".aot"));
        } else {
            command.withoutCache();
        }
    }

    public void skip(JavaCommand command) {
        if (folder != null) {
            command.withoutCache();
        }
    }

    public Duration patience(Duration usual) {
        return folder == null ? usual : PATIENCE;
    }
}
