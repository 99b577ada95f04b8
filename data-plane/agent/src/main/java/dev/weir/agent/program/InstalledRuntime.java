package dev.weir.agent.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One build's programs: a folder whose name is their digest. Never changed once it is there, but for the AOT caches that
 * training adds.
 *
 * @param folder absolute path
 */
public record InstalledRuntime(Path folder) {
    private static final String BROKER_JAR = "broker-0.1.0-SNAPSHOT.jar";
    private static final String CLI_JAR = "cli-0.1.0-SNAPSHOT.jar";

    public InstalledRuntime {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The one that the launcher chose. */
    public static InstalledRuntime current() {
        String folder = System.getProperty("weir.runtime");
        if (folder == null) {
            throw new IllegalStateException("weir.runtime isn't set: the agent is started by the launcher, ./weir");
        }
        return new InstalledRuntime(Path.of(folder));
    }

    public String digest() {
        return folder.getFileName().toString();
    }

    /** Where the programs of Postgres are unpacked. */
    public Path postgres() {
        return folder.resolve("postgres");
    }

    public Path cache(Program program) {
        return folder.resolve(program.label() + ".aot");
    }

    /** The programs that would start without an AOT cache. */
    public List<Program> untrained() {
        return Stream.of(Program.values())
                .filter(program -> !Files.exists(cache(program)))
                .toList();
    }

    /** Where the program is started, so that its class path is the same for every home. */
    public Path folder(Program program) {
        return folder.resolve(program.label());
    }

    /** The JVM's arguments for a program, as they stand in {@code jvm/<program>.args}, in their order. */
    public List<String> arguments(Program program) {
        try (Stream<String> lines = Files.lines(folder.resolve("jvm").resolve(program.label() + ".args"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the JVM is told to run: class path and main class, or a jar. */
    List<String> target(Program program) {
        return switch (program) {
            case BROKER -> List.of("-cp", classPath(program, BROKER_JAR), "dev.weir.broker.BrokerMain");
            case CLI -> List.of("-cp", classPath(program, CLI_JAR), "dev.weir.cli.Weir");
            case CONTROL_PLANE, GATEWAY, AGENT ->
                List.of("-jar", folder(program).resolve("quarkus-run.jar").toString());
        };
    }

    /** Sorted, since an AOT cache is bound to the order. */
    private String classPath(Program program, String jar) {
        List<String> jars = new ArrayList<>();
        jars.add(folder(program).resolve(jar).toString());
        try (Stream<Path> libraries = Files.list(folder(program).resolve("lib"))) {
            libraries
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join(java.io.File.pathSeparator, jars);
    }
}
