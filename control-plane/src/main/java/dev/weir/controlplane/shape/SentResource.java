package dev.weir.controlplane.shape;

import dev.weir.controlplane.problem.Fields;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request's body that every resource has. Clients send back what they were answered; it changes nothing,
 * but it must fit.
 */
public interface SentResource {
    @Nullable
    String apiVersion();

    @Nullable
    String kind();

    @Nullable
    String id();

    @Nullable
    SentMetadata metadata();

    /** For a new resource, whose id and metadata are ours to choose: what is sent of them is ignored. */
    default void requireKind(Fields fields, String apiVersion, String kind) {
        fits(fields, "/api_version", apiVersion(), apiVersion);
        fits(fields, "/kind", kind(), kind);
    }

    /** For a change of the resource with this id. */
    default void requireKind(Fields fields, String apiVersion, String kind, String id) {
        requireKind(fields, apiVersion, kind);
        fits(fields, "/id", id(), id);
    }

    private static void fits(Fields fields, String pointer, @Nullable String sent, String meant) {
        if (sent != null && !sent.isEmpty() && !sent.equals(meant)) {
            fields.reject(pointer, "must be " + meant + " or left out");
        }
    }

    /** A resource's metadata as clients send it: read-only, so it is ignored. */
    @Schema(name = "MetadataRequest")
    record SentMetadata(
            @Nullable String self,
            @Nullable String resourceName,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt,
            @Nullable Instant deletedAt) {}
}
