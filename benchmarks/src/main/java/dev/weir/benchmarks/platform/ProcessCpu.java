package dev.weir.benchmarks.platform;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The processor time that a process has used, user and system together, to the nanosecond, that of threads which have
 * ended included: its CPU clock, see clock_getcpuclockid(3).
 */
@SuppressWarnings("restricted") // native functions
public final class ProcessCpu {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle CLOCK_OF = handle("clock_getcpuclockid", ValueLayout.JAVA_INT);
    private static final MethodHandle TIME_OF = handle("clock_gettime", ValueLayout.JAVA_INT);

    private ProcessCpu() {}

    private static MethodHandle handle(String name, ValueLayout first) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, first, ValueLayout.ADDRESS));
    }

    public static double seconds(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment clock = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
            check((int) CLOCK_OF.invokeExact((int) pid, clock), pid);
            check((int) TIME_OF.invokeExact(clock.get(ValueLayout.JAVA_INT, 0), time), pid);
            return time.getAtIndex(ValueLayout.JAVA_LONG, 0)
                    + time.getAtIndex(ValueLayout.JAVA_LONG, 1) / NANOS_PER_SECOND;
        } catch (BenchmarkFailedException e) {
            throw e;
        } catch (Throwable e) {
            throw new BenchmarkFailedException("the CPU time of process " + pid + " can't be read", e);
        }
    }

    private static void check(int result, long pid) {
        if (result != 0) {
            throw new BenchmarkFailedException("there is no process " + pid + " whose CPU time could be read");
        }
    }
}
