package dev.weir.benchmarks.broker;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The broker program as it is installed, and the command line with which the agent starts it for a Basic cluster. */
public final class BrokerProgram {
    private final Path runtime;

    /** @param runtime folder with {@code broker/}, {@code broker.aot} and {@code jvm/broker.args} */
    public BrokerProgram(Path runtime) {
        this.runtime = runtime;
        if (!Files.isRegularFile(archive())) {
            throw new BenchmarkFailedException("no AOT cache " + archive() + ": it is made by the first `weir up`");
        }
    }

    List<String> command(Path spec) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.add("-XX:AOTCache=" + archive());
        command.add("-XX:AOTMode=on");
        command.add("-cp");
        command.add(classPath());
        command.add("dev.weir.broker.BrokerMain");
        command.add(spec.toString());
        return command;
    }

    /** Where it is started. */
    Path folder() {
        return runtime.resolve("broker");
    }

    private List<String> flags() {
        Path file = runtime.resolve("jvm").resolve("broker.args");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new BenchmarkFailedException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The program's own jar, then its libraries by name: the archive knows this order. */
    private String classPath() {
        return Stream.concat(jars(folder()), jars(folder().resolve("lib")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new BenchmarkFailedException("no broker program in " + folder, e);
        }
    }

    private Path archive() {
        return runtime.resolve("broker.aot");
    }
}
