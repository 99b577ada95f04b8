package dev.weir.benchmarks.gateway;

import dev.weir.benchmarks.platform.ProcessCpu;

/**
 * Bytes that went one way.
 *
 * @param bytes of the records' values
 * @param seconds from the first record to the last acknowledgement, or to the last record read
 * @param cpuSeconds what the process between client and broker used; 0 when there is none
 */
record Transfer(long bytes, double seconds, double cpuSeconds) {
    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1e6;
    private static final double GIGABYTE = 1e9;

    static Transfer measure(Way way, long bytes, Runnable work) {
        double cpu = cpu(way);
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / NANOS;
        return new Transfer(bytes, seconds, cpu(way) - cpu);
    }

    double megabytesPerSecond() {
        return bytes / MEGABYTE / seconds;
    }

    double cpuPerGigabyte() {
        return cpuSeconds / (bytes / GIGABYTE);
    }

    private static double cpu(Way way) {
        return way.middle() == 0 ? 0 : ProcessCpu.seconds(way.middle());
    }
}
