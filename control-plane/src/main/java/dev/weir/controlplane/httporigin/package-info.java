/**
 * Whose pages may use a cluster over HTTP: none, unless its owner says so here. What is said goes with the cluster's
 * desired state to the gateways, which answer browsers by it.
 */
@NullMarked
package dev.weir.controlplane.httporigin;

import org.jspecify.annotations.NullMarked;
