/**
 * Dedicated clusters as Strimzi runs them: what is written for it, one class for each object, and what it answers. Knows
 * nothing of how a status is told; {@code cluster} does that.
 */
@NullMarked
package dev.weir.operator.strimzi;

import org.jspecify.annotations.NullMarked;
