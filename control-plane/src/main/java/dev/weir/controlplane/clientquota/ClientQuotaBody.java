package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.Reference;
import dev.weir.controlplane.shape.SentResource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients send to make or change a client quota; to change it, nothing but what they want to change. */
@Schema(name = "ClientQuotaRequest")
record ClientQuotaBody(
        @Nullable String apiVersion,
        @Nullable String kind,
        @Nullable String id,
        @Nullable SentMetadata metadata,
        @Nullable SpecBody spec)
        implements SentResource {
    /** Every field may be missing as far as JSON goes. */
    @Schema(name = "ClientQuotaRequestSpec")
    record SpecBody(
            @Nullable String displayName,
            @Nullable String description,
            @Nullable Throughput throughput,
            @Nullable Reference cluster,
            @Nullable List<@Nullable Reference> principals,
            @Nullable Reference environment) {
        static final SpecBody EMPTY = new SpecBody(null, null, null, null, null, null);
    }

    /** Bytes per second; numbers of 64 bits travel as text. */
    @Schema(name = "Throughput")
    record Throughput(
            @Nullable String ingressByteRate, @Nullable String egressByteRate) {}

    SpecBody specOrEmpty() {
        return spec == null ? SpecBody.EMPTY : spec;
    }

    /** What clients see. */
    @Schema(name = "ClientQuota")
    record ClientQuotaView(String apiVersion, String kind, String id, Metadata metadata, SpecView spec) {}

    /** The owner's choices. */
    @Schema(name = "ClientQuotaSpec")
    record SpecView(
            String displayName,
            String description,
            Throughput throughput,
            Reference cluster,
            List<Reference> principals,
            Reference environment) {
        SpecView {
            principals = List.copyOf(principals);
        }
    }
}
