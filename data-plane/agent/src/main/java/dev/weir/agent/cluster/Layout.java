package dev.weir.agent.cluster;

import dev.weir.tenants.events.ClusterDesired;

/**
 * What a cluster's brokers have come to, which lags behind what is desired while it is being changed.
 *
 * @param founders how many brokers the cluster had at first: those formed the quorum, later ones joined it
 * @param settled the latest that all brokers and all partitions have followed
 */
record Layout(int founders, ClusterDesired settled) {
    static Layout first(ClusterDesired desired) {
        return new Layout(desired.brokers(), desired);
    }

    Layout settled(ClusterDesired now) {
        return new Layout(founders, now);
    }

    /** What to work towards. Brokers are never taken away: what they hold would have to be moved off them first. */
    ClusterDesired target(ClusterDesired desired) {
        return desired.brokers() >= settled.brokers() ? desired : desired.withBrokers(settled.brokers());
    }
}
