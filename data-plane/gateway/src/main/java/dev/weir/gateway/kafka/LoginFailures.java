package dev.weir.gateway.kafka;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Who failed to log in lately, by address: the more often, the longer they wait for the answer. Remembers so many
 * addresses and forgets those first that were quiet longest. Of an IPv6 address the network counts, since whoever has one
 * has them all.
 */
final class LoginFailures {
    private static final int NETWORK_BYTES = 8;
    private static final int MOST_DOUBLINGS = 16;

    private final Duration first;
    private final Duration longest;
    private final long memoryNanos;
    private final LongSupplier nanos;
    private final Map<String, Count> byAddress;

    private record Count(int failures, long since) {}

    LoginFailures(KafkaConfig config) {
        this(
                config.failureDelay(),
                config.longestFailureDelay(),
                config.failureMemory(),
                config.failureAddresses(),
                System::nanoTime);
    }

    LoginFailures(Duration first, Duration longest, Duration memory, int addresses, LongSupplier nanos) {
        this.first = first;
        this.longest = longest;
        this.memoryNanos = memory.toNanos();
        this.nanos = nanos;
        this.byAddress = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                return size() > addresses;
            }
        };
    }

    /** What one more failure costs. */
    record Penalty(int failures, Duration delay) {}

    Penalty failed(SocketAddress address) {
        int failures = count(network(address));
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        Duration delay = first.multipliedBy(1L << doublings);
        return new Penalty(failures, delay.compareTo(longest) < 0 ? delay : longest);
    }

    private synchronized int count(String network) {
        long now = nanos.getAsLong();
        Count count = byAddress.get(network);
        Count next = count == null || now - count.since() > memoryNanos
                ? new Count(1, now)
                : new Count(Math.incrementExact(count.failures()), count.since());
        byAddress.put(network, next);
        return next.failures();
    }

    int remembered() {
        synchronized (this) {
            return byAddress.size();
        }
    }

    /** Whose addresses count as one. */
    static String network(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return "elsewhere";
        }
        byte[] bytes = inet.getAddress().getAddress();
        return HexFormat.of()
                .formatHex(inet.getAddress() instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
