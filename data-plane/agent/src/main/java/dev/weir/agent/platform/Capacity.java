package dev.weir.agent.platform;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many awake brokers this machine can carry. */
public final class Capacity {
    private static final long MIBI = 1024L * 1024;
    private static final long KEPT_FOR_OTHERS = 2048 * MIBI;
    // 85-90 MB as measured, and room for a busy one.
    private static final long BROKER_MEMORY = 150 * MIBI;
    private static final long BROKER_DISK = 512 * MIBI;

    private Capacity() {}

    public static int of(Path folder) throws IOException {
        long memory = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
        return of(memory, Files.getFileStore(folder).getUsableSpace());
    }

    static int of(long memory, long disk) {
        long brokers = Math.min((memory - KEPT_FOR_OTHERS) / BROKER_MEMORY, disk / BROKER_DISK);
        return (int) Math.max(1, brokers);
    }
}
