package dev.weir.controlplane.shape;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every resource says of itself.
 *
 * @param deletedAt of what is still shown after its end
 */
public record Metadata(
        String self,
        String resourceName,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {}
