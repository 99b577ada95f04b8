package dev.weir.gateway.state;

import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;

/** What came of somebody showing an API key's id and secret. */
public sealed interface Authentication {
    /** The key is good for its cluster, which is wanted to run (whether it runs already or not). */
    record Accepted(ApiKeyId key, PrincipalId principal, ClusterId cluster) implements Authentication {}

    /** No such key, or another secret; which of them is nobody's business. */
    record WrongCredentials() implements Authentication {}

    /** The secret is right, but the key was revoked. */
    record Revoked(ApiKeyId key) implements Authentication {}

    /** The secret is right, but the cluster is suspended. */
    record ClusterSuspended(ApiKeyId key, ClusterId cluster) implements Authentication {}

    /** The secret is right, but the cluster is deleted or not known here. */
    record ClusterGone(ApiKeyId key, ClusterId cluster) implements Authentication {}
}
