/**
 * What a cluster's brokers consist of on Kubernetes: {@code Design} says what one should be, and there is one class for
 * each object that follows from it. {@code Crew} is the pods as they are. Writes nothing itself; {@code cluster} does.
 */
@NullMarked
package dev.weir.operator.broker;

import org.jspecify.annotations.NullMarked;
