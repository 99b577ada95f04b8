/**
 * Brings each cluster from how it is to how it should be, one look at a time. {@code ClusterReconciler} reads like the
 * table of contents: {@code broker} says what there should be, {@code Rollout} replaces what is outdated,
 * {@code DedicatedClusters} leaves that to Strimzi, {@code status} tells what came of it.
 */
@NullMarked
package dev.weir.operator.cluster;

import org.jspecify.annotations.NullMarked;
