/** Decides what has to be done for a cluster, from what is desired and what was observed. Pure: no clock, no I/O. */
@NullMarked
package dev.weir.controlplane.provisioning.plan;

import org.jspecify.annotations.NullMarked;
