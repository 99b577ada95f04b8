package dev.weir.controlplane.shape;

import org.jspecify.annotations.Nullable;

/**
 * Points to another resource. Clients send the id, and perhaps empty strings for the rest; answers have all of it.
 */
public record Reference(
        @Nullable String id,
        @Nullable String environment,
        @Nullable String related,
        @Nullable String resourceName,
        @Nullable String apiVersion,
        @Nullable String kind) {

    /** The id that a request's reference names; null when it names none. */
    public static @Nullable String idOf(@Nullable Reference reference) {
        return reference == null || reference.id() == null || reference.id().isBlank() ? null : reference.id();
    }
}
