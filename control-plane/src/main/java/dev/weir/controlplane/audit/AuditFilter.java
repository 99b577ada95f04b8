package dev.weir.controlplane.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; null is no condition.
 *
 * @param from the earliest, itself included
 * @param to the latest, itself not included
 */
record AuditFilter(
        @Nullable String organization,
        @Nullable String principal,
        @Nullable String resource,
        @Nullable Instant from,
        @Nullable Instant to) {}
