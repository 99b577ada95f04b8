package dev.weir.controlplane.shape;

import java.time.Instant;

/** What every resource says of itself. */
public record Metadata(String self, String resourceName, Instant createdAt, Instant updatedAt) {}
