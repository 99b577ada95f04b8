package dev.weir.operator;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Counts for all clusters together: the SDK's own for each of them are 65 lines of every scrape, and memory. */
final class OperatorMetrics {
    private OperatorMetrics() {}

    @Produces
    @Singleton
    static Metrics forAllTogether(MeterRegistry registry) {
        return MicrometerMetrics.withoutPerResourceMetrics(registry);
    }
}
