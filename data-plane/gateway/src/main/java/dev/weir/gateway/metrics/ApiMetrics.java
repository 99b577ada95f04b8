package dev.weir.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One API's requests at one cluster. */
public final class ApiMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final Counter requests;
    private final Counter errors;
    private final Counter received;
    private final Counter sent;
    private final Timer latency;

    ApiMetrics(MeterRegistry registry, Tags tags) {
        requests = Counter.builder("weir.gateway.requests")
                .description("Requests of Kafka's protocol")
                .tags(tags)
                .register(registry);
        errors = Counter.builder("weir.gateway.errors")
                .description("Requests of Kafka's protocol that the gateway answered with an error, or not at all")
                .tags(tags)
                .register(registry);
        received = Counter.builder("weir.gateway.received")
                .baseUnit("bytes")
                .description("Bytes of requests")
                .tags(tags)
                .register(registry);
        sent = Counter.builder("weir.gateway.sent")
                .baseUnit("bytes")
                .description("Bytes of answers")
                .tags(tags)
                .register(registry);
        latency = Timer.builder("weir.gateway.latency")
                .description("From a request's last byte to its answer's first")
                .serviceLevelObjectives(BUCKETS)
                .tags(tags)
                .register(registry);
    }

    void remove(MeterRegistry registry) {
        registry.remove(requests);
        registry.remove(errors);
        registry.remove(received);
        registry.remove(sent);
        registry.remove(latency);
    }

    public void received(int bytes) {
        requests.increment();
        received.increment(bytes);
    }

    public void failed() {
        errors.increment();
    }

    public void answered(long bytes, long nanos) {
        sent.increment((double) bytes);
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }
}
