package dev.weir.controlplane.provisioning.rotation;

import java.time.Instant;

/** How far the rotation of a cluster's secret is. */
public sealed interface Rotation {

    /** The cluster has one secret. */
    record None() implements Rotation {}

    /**
     * The new secret is on its way to the brokers; nobody uses it yet.
     *
     * @param generation of the cluster whose report says that it is there
     */
    record Spreading(long generation) implements Rotation {}

    /**
     * Brokers accept both secrets, gateways use the new one.
     *
     * @param ends when the old one is dropped
     */
    record Signing(Instant ends) implements Rotation {}
}
