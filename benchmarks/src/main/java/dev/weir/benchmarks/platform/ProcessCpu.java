package dev.weir.benchmarks.platform;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The processor time that a process has used, user and system together, to the nanosecond: the sum of its threads, from
 * Linux's {@code /proc}. What threads used that have ended is not in it.
 */
public final class ProcessCpu {
    private static final double NANOS_PER_SECOND = 1e9;

    private ProcessCpu() {}

    public static double seconds(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.mapToLong(ProcessCpu::nanos).sum() / NANOS_PER_SECOND;
        } catch (IOException e) {
            throw new BenchmarkFailedException("the CPU time of process " + pid + " can't be read", e);
        }
    }

    private static long nanos(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(stat.substring(0, stat.indexOf(' ')));
        } catch (IOException _) {
            // It has ended since the folder was listed.
            return 0;
        }
    }
}
