/** Kafka clusters as their owners ask for them. What becomes of a row is {@code provisioning}'s. */
@NullMarked
package dev.weir.controlplane.cluster;

import org.jspecify.annotations.NullMarked;
