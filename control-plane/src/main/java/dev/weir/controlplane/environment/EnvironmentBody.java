package dev.weir.controlplane.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.SentResource;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients send to make or change an environment; to change it, nothing but what they want to change. */
@Schema(name = "EnvironmentRequest")
record EnvironmentBody(
        @Nullable String apiVersion,
        @Nullable String kind,
        @Nullable String id,
        @Nullable SentMetadata metadata,

        @Schema(minLength = 1, maxLength = 64) @Nullable String displayName,
        @Nullable Governance streamGovernanceConfig)
        implements SentResource {
    private static final List<String> PACKAGES = List.of("ESSENTIALS", "ADVANCED");

    /** Which governance package its owner wants. Kept and echoed, without further meaning. */
    record Governance(
            @Schema(enumeration = {"ESSENTIALS", "ADVANCED"}) @JsonProperty("package") @Nullable
            String governancePackage) {}

    @Nullable
    String governance(Fields fields) {
        return streamGovernanceConfig == null
                ? null
                : fields.oneOf(
                        "/stream_governance_config/package",
                        streamGovernanceConfig.governancePackage(),
                        PACKAGES,
                        Function.identity());
    }

    /** What clients see. The governance is left out unless it was set: any value makes clients ask for more of it. */
    @Schema(name = "Environment")
    record EnvironmentView(
            String apiVersion,
            String kind,
            String id,
            Metadata metadata,
            String displayName,
            @Nullable Governance streamGovernanceConfig) {}
}
