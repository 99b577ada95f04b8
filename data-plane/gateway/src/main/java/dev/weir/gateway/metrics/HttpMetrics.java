package dev.weir.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What one cluster's clients do over HTTP. */
public final class HttpMetrics {
    private static final int CLASS = 100;

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter received;
    private final Counter sent;
    private final Map<Kind, Timer> requests = new ConcurrentHashMap<>();

    private record Kind(String method, int statusClass) {}

    HttpMetrics(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        this.received = Counter.builder("weir.gateway.http.received")
                .baseUnit("bytes")
                .description("Bytes of bodies of requests over HTTP")
                .tags(tags)
                .register(registry);
        this.sent = Counter.builder("weir.gateway.http.sent")
                .baseUnit("bytes")
                .description("Bytes of answers over HTTP")
                .tags(tags)
                .register(registry);
    }

    /** So many bytes of requests have come, and so many of answers have been sent. */
    public void moved(long bytesReceived, long bytesSent) {
        received.increment((double) bytesReceived);
        sent.increment((double) bytesSent);
    }

    /** A request is over. */
    public void answered(String method, int status, long nanos) {
        requests.computeIfAbsent(new Kind(method, status / CLASS), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return Timer.builder("weir.gateway.http.requests")
                .description("Requests over HTTP, each until its answer had left")
                .tags(tags.and("method", kind.method(), "status", kind.statusClass() + "xx"))
                .register(registry);
    }

    void remove() {
        registry.remove(received);
        registry.remove(sent);
        requests.values().forEach(registry::remove);
    }
}
