package dev.weir.gateway.state;

import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.IdentityProviderId;

/** What open connections, and those who wait to be let in, have to hear of. */
public sealed interface StateChange {
    /** A key is there that wasn't. */
    record KeyOpened(ApiKeyId key) implements StateChange {}

    /** The key no longer opens what it opened: revoked, or bound to another secret, principal or cluster. */
    record KeyClosed(ApiKeyId key) implements StateChange {}

    /** The cluster is suspended or deleted. */
    record ClusterClosed(ClusterId cluster) implements StateChange {}

    /** The cluster's limits, nodes or signing keys are others than before. */
    record ClusterChanged(ClusterId cluster) implements StateChange {}

    /** Somebody whom an organization trusts is there, is gone, or vouches for others than before. */
    record ProviderChanged(IdentityProviderId provider) implements StateChange {}
}
