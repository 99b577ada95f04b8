package dev.weir.gateway.kafka;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What sockets' bytes live in: how much there may be of it ({@code -XX:MaxDirectMemorySize}) and how much there is. */
final class DirectMemory {
    private static final BufferPoolMXBean BUFFERS =
            ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .findFirst()
                    .orElseThrow();
    private static final long SCARCE = limit() / 4 * 3;

    private DirectMemory() {}

    static long limit() {
        return PlatformDependent.maxDirectMemory();
    }

    /** Cheap enough to be asked before each read. */
    static boolean scarce() {
        // Whether Netty or the JDK counts depends on what Netty is allowed.
        return PlatformDependent.usedDirectMemory() > SCARCE || BUFFERS.getMemoryUsed() > SCARCE;
    }
}
