package dev.weir.gateway.state;

import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;

/** What came of somebody proving who they are. */
public sealed interface Authentication {
    /** The credential is good for the cluster, which is wanted to run (whether it runs already or not). */
    record Accepted(Credential credential, PrincipalId principal, ClusterId cluster) implements Authentication {
        public Accepted(ApiKeyId key, PrincipalId principal, ClusterId cluster) {
            this(new Credential.Key(key), principal, cluster);
        }
    }

    /** No such key, or another secret; which of them is nobody's business. */
    record WrongCredentials() implements Authentication {}

    /** The secret is right, but the key was revoked. */
    record Revoked(ApiKeyId key) implements Authentication {}

    /** The credential is right, but the cluster is suspended. */
    record ClusterSuspended(ClusterId cluster) implements Authentication {}

    /** The credential is right, but the cluster is deleted or not known here. */
    record ClusterGone(ClusterId cluster) implements Authentication {}
}
