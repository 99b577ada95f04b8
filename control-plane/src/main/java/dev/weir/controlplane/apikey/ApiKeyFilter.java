package dev.weir.controlplane.apikey;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are wanted; null is no condition.
 *
 * @param visible which of them may be shown at all
 */
public record ApiKeyFilter(
        @Nullable PrincipalId owner,
        @Nullable Resource resource,
        @Nullable Visible visible) {
    /** Somebody's own, and everybody's of some clusters. */
    public record Visible(PrincipalId own, List<ClusterId> clusters) {
        public Visible {
            clusters = List.copyOf(clusters);
        }
    }

    /** What a key opens. */
    public sealed interface Resource {
        /** The management API. */
        record Cloud() implements Resource {}

        /** One cluster. */
        record OneCluster(ClusterId id) implements Resource {}
    }
}
