/** Conditions, as in every Kubernetes object: what is true, since when, and why. */
@NullMarked
package dev.weir.operator.condition;

import org.jspecify.annotations.NullMarked;
