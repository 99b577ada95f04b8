/** Environments: the folders into which an organization sorts its clusters. */
@NullMarked
package dev.weir.controlplane.environment;

import org.jspecify.annotations.NullMarked;
