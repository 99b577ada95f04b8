/**
 * What a cluster consists of on Kubernetes, one class for each object, and the reconciler that reads like their table of
 * contents.
 */
@NullMarked
package dev.weir.operator.cluster;

import org.jspecify.annotations.NullMarked;
