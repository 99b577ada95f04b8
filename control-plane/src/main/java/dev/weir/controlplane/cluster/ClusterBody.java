package dev.weir.controlplane.cluster;

import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.Reference;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients send to make or change a cluster; to change it, nothing but what they want to change. */
@Schema(name = "ClusterRequest")
record ClusterBody(@Nullable SpecBody spec) {
    /** Every field may be missing as far as JSON goes. */
    @Schema(name = "ClusterRequestSpec")
    record SpecBody(
            @Nullable String displayName,
            @Nullable String availability,
            @Nullable String cloud,
            @Nullable String region,
            @Nullable Config config,
            @Nullable Boolean deletionProtection,
            @Nullable Reference environment,
            @Nullable Reference network,
            @Nullable Reference byok) {
        static final SpecBody EMPTY = new SpecBody(null, null, null, null, null, null, null, null, null);
    }

    /** The kind of a cluster, and what only that kind has. */
    @Schema(name = "ClusterConfig")
    record Config(
            @Nullable String kind,
            @Nullable Integer maxEcku,
            @Nullable Integer cku) {}

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
    record StatusView(String phase, @Nullable Integer cku, List<Condition> conditions) {
        StatusView {
            conditions = List.copyOf(conditions);
        }
    }

    /** One aspect, in the form of Kubernetes' conditions. */
    @Schema(name = "Condition")
    record Condition(String type, String status, String reason, String message) {}
}
