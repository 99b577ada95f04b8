/** Tenants' clusters: takes what the control plane wants of each, makes it so, tells what became of it. One ClusterKeeper for each cluster; the broker processes themselves belong to their supervisors. */
@NullMarked
package dev.weir.agent.cluster;

import org.jspecify.annotations.NullMarked;
