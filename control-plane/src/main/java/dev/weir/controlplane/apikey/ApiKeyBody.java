package dev.weir.controlplane.apikey;

import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.Reference;
import dev.weir.controlplane.shape.SentResource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients send to make or change a key. */
@Schema(name = "ApiKeyRequest")
record ApiKeyBody(
        @Nullable String apiVersion,
        @Nullable String kind,
        @Nullable String id,
        @Nullable SentMetadata metadata,
        @Nullable SpecBody spec)
        implements SentResource {
    /** Every field may be missing as far as JSON goes; no resource, or "cloud", is the management API. */
    @Schema(name = "ApiKeyRequestSpec")
    record SpecBody(
            @Schema(maxLength = 256) @Nullable String displayName,
            @Schema(maxLength = 256) @Nullable String description,

            @Schema(description = "Read-only: ours to choose.") @Nullable
            String secret,

            @Nullable Reference owner,
            @Nullable Reference resource,
            @Nullable List<Reference> resources) {
        static final SpecBody EMPTY = new SpecBody(null, null, null, null, null, null);
    }

    SpecBody specOrEmpty() {
        return spec == null ? SpecBody.EMPTY : spec;
    }

    /** What clients see. */
    @Schema(name = "ApiKey")
    record ApiKeyView(String apiVersion, String kind, String id, Metadata metadata, SpecView spec) {}

    /** @param secret only in the answer to the key's creation */
    @Schema(name = "ApiKeySpec")
    record SpecView(
            @Nullable String secret,
            String displayName,
            String description,
            Reference owner,
            Reference resource,
            List<Reference> resources) {
        SpecView {
            resources = List.copyOf(resources);
        }
    }
}
