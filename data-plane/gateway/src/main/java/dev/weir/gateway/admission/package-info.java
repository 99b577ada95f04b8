/**
 * How much each cluster may use, and how much it does: {@link dev.weir.gateway.admission.Admissions} keeps one
 * {@link dev.weir.gateway.admission.ClusterAdmission} for each cluster, with the limits of its record as they change.
 * Whoever carries bytes charges them there and waits as long as he is told; whoever makes partitions waits for his turn
 * at {@link dev.weir.gateway.admission.Creations}. Nothing here knows a protocol.
 */
@NullMarked
package dev.weir.gateway.admission;

import org.jspecify.annotations.NullMarked;
