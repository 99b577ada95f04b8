package dev.weir.agent.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the command line of a program. Where the runtime has an AOT cache it is used or the start fails; during
 * training it is written instead.
 */
public final class JavaCommand {
    private static final String HEAP = "-Xmx";

    private final InstalledRuntime runtime;
    private final Program program;
    private final List<String> properties = new ArrayList<>();
    private @Nullable String heap;
    private @Nullable Path recording;
    private boolean cached = true;

    public JavaCommand(InstalledRuntime runtime, Program program) {
        this.runtime = runtime;
        this.program = program;
    }

    /** Another largest heap than the program's usual one, such as {@code 192m}. */
    public JavaCommand heap(String size) {
        heap = size;
        return this;
    }

    public JavaCommand property(String name, String value) {
        properties.add("-D" + name + "=" + value);
        return this;
    }

    /** Writes a new AOT cache when the program ends. */
    public JavaCommand recordTo(Path cache) {
        recording = cache;
        return this;
    }

    public JavaCommand withoutCache() {
        cached = false;
        return this;
    }

    public List<String> build(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : runtime.arguments(program)) {
            command.add(heap != null && argument.startsWith(HEAP) ? HEAP + heap : argument);
        }
        command.addAll(properties);
        Path cache = runtime.cache(program);
        if (recording != null) {
            command.add("-XX:AOTCacheOutput=" + recording);
        } else if (cached && Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
            command.add("-XX:AOTMode=on");
        }
        command.addAll(runtime.target(program));
        command.addAll(List.of(arguments));
        return command;
    }
}
