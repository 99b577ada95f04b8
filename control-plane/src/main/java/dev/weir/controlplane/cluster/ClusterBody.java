package dev.weir.controlplane.cluster;

import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.Reference;
import dev.weir.controlplane.shape.SentResource;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients send to make or change a cluster; to change it, nothing but what they want to change. */
@Schema(name = "ClusterRequest")
record ClusterBody(
        @Nullable String apiVersion,
        @Nullable String kind,
        @Nullable String id,
        @Nullable SentMetadata metadata,
        @Nullable SpecBody spec,
        @Nullable SentStatus status)
        implements SentResource {
    private static final String READ_ONLY = "Read-only: ours to choose.";

    /** Every field may be missing as far as JSON goes. */
    @Schema(name = "ClusterRequestSpec")
    record SpecBody(
            @Schema(minLength = 1, maxLength = 64) @Nullable String displayName,

            @Schema(enumeration = {"LOW", "HIGH", "SINGLE_ZONE", "MULTI_ZONE"}) @Nullable
            String availability,

            @Schema(enumeration = {"AWS", "AZURE", "GCP"}) @Nullable
            String cloud,

            @Schema(minLength = 1, maxLength = 64) @Nullable String region,
            @Nullable Config config,
            @Nullable Boolean deletionProtection,
            @Nullable Reference environment,
            @Nullable Reference network,
            @Nullable Reference byok,
            @Schema(description = READ_ONLY) @Nullable String kafkaBootstrapEndpoint,
            @Schema(description = READ_ONLY) @Nullable String httpEndpoint) {
        static final SpecBody EMPTY = new SpecBody(null, null, null, null, null, null, null, null, null);

        /** Without what is read-only. */
        SpecBody(
                @Nullable String displayName,
                @Nullable String availability,
                @Nullable String cloud,
                @Nullable String region,
                @Nullable Config config,
                @Nullable Boolean deletionProtection,
                @Nullable Reference environment,
                @Nullable Reference network,
                @Nullable Reference byok) {
            this(
                    displayName,
                    availability,
                    cloud,
                    region,
                    config,
                    deletionProtection,
                    environment,
                    network,
                    byok,
                    null,
                    null);
        }
    }

    /** A status as clients send it back: read-only, so it is ignored. */
    @Schema(name = "ClusterRequestStatus")
    record SentStatus(@Nullable String phase, @Nullable Integer cku) {}

    /** The kind of a cluster, and what only that kind has. */
    @Schema(name = "ClusterConfig")
    record Config(
            @Schema(enumeration = {"Basic", "Standard", "Dedicated"}) @Nullable
            String kind,

            @Schema(minimum = "1", maximum = "100") @Nullable
            Integer maxEcku,

            @Schema(minimum = "1", maximum = "24") @Nullable Integer cku,

            @Schema(description = "Refused: whoever runs this Weir encrypts its disks.") @Nullable
            String encryptionKey) {
        Config(@Nullable String kind, @Nullable Integer maxEcku, @Nullable Integer cku) {
            this(kind, maxEcku, cku, null);
        }
    }

    SpecBody specOrEmpty() {
        return spec == null ? SpecBody.EMPTY : spec;
    }

    /** What clients see. */
    @Schema(name = "Cluster")
    record ClusterView(
            String apiVersion, String kind, String id, Metadata metadata, SpecView spec, StatusView status) {}

    /** The owner's choices, and where clients connect to. */
    @Schema(name = "ClusterSpec")
    record SpecView(
            String displayName,
            String availability,
            String cloud,
            String region,
            Config config,
            String kafkaBootstrapEndpoint,
            String httpEndpoint,
            boolean deletionProtection,
            Reference environment) {}

    /**
     * How far it is.
     *
     * @param phase PROVISIONING, PROVISIONED or FAILED, since clients give up at any other
     * @param conditions what else there is to say
     */
    @Schema(name = "ClusterStatus")
    record StatusView(String phase, @Nullable Integer cku, List<ConditionView> conditions) {
        StatusView {
            conditions = List.copyOf(conditions);
        }
    }

    /** One aspect, in the form of Kubernetes' conditions. */
    @Schema(name = "Condition")
    record ConditionView(
            String type,
            String status,
            String reason,
            String message,
            Instant lastTransitionTime,
            long observedGeneration) {
        static ConditionView of(Cluster.Condition condition) {
            return new ConditionView(
                    condition.type(),
                    condition.holds() ? "True" : "False",
                    condition.reason(),
                    condition.message(),
                    condition.since(),
                    condition.generation());
        }
    }
}
