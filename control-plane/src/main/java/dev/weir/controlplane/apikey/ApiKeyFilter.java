package dev.weir.controlplane.apikey;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import org.jspecify.annotations.Nullable;

/** Which keys are wanted; null is no condition. */
public record ApiKeyFilter(
        @Nullable PrincipalId owner, @Nullable Resource resource) {
    /** What a key opens. */
    public sealed interface Resource {
        /** The management API. */
        record Cloud() implements Resource {}

        /** One cluster. */
        record OneCluster(ClusterId id) implements Resource {}
    }
}
