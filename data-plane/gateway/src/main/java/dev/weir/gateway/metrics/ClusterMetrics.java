package dev.weir.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.common.protocol.ApiKeys;

/** What one cluster's clients do. */
public final class ClusterMetrics {
    private static final int HIGHEST_API =
            Arrays.stream(ApiKeys.values()).mapToInt(api -> api.id).max().orElse(0);

    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicReferenceArray<ApiMetrics> apis = new AtomicReferenceArray<>(HIGHEST_API + 1);
    private final Counter throttled;
    private final HttpMetrics http;
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

    /** Why a request isn't served. */
    public enum Refusal {
        /** Tenants don't get this API, or not with these contents. */
        POLICY,
        /** The cluster stores as much as it may. */
        STORAGE,
        /** The cluster has as many partitions as it may. */
        PARTITIONS,
        /** The bytes are no request that the gateway understands. */
        MALFORMED
    }

    ClusterMetrics(MeterRegistry registry, String cluster) {
        this.registry = registry;
        this.tags = Tags.of("cluster", cluster);
        this.http = new HttpMetrics(registry, tags);
        this.throttled = Counter.builder("weir.gateway.throttled")
                .baseUnit("seconds")
                .description("For how long connections weren't read since limits were exceeded")
                .tags(tags)
                .register(registry);
        for (Refusal refusal : Refusal.values()) {
            refusals.put(
                    refusal,
                    Counter.builder("weir.gateway.refusals")
                            .description("Requests that weren't forwarded")
                            .tags(tags.and("reason", refusal.name().toLowerCase(Locale.ROOT)))
                            .register(registry));
        }
    }

    /** @param id of one of Kafka's APIs */
    public ApiMetrics api(short id) {
        ApiMetrics known = apis.get(id);
        if (known != null) {
            return known;
        }
        // The registry gives the same meters to whoever asks twice.
        var made = new ApiMetrics(registry, tags.and("api", ApiKeys.forId(id).name));
        apis.set(id, made);
        return made;
    }

    public HttpMetrics http() {
        return http;
    }

    public void throttled(long nanos) {
        throttled.increment(nanos / (double) TimeUnit.SECONDS.toNanos(1));
    }

    public void refused(Refusal why) {
        Counter counter = refusals.get(why);
        if (counter != null) {
            counter.increment();
        }
    }

    void remove() {
        for (int id = 0; id < apis.length(); id++) {
            ApiMetrics api = apis.get(id);
            if (api != null) {
                api.remove(registry);
            }
        }
        http.remove();
        registry.remove(throttled);
        refusals.values().forEach(registry::remove);
    }
}
