/**
 * What is told of a cluster: why its brokers don't run ({@code Trouble}, {@code Obstacles}), in a word how it is ({@code
 * Judgement}), and the status and events that say so. {@code cluster} finds out, {@code condition} keeps the times.
 */
@NullMarked
package dev.weir.operator.status;

import org.jspecify.annotations.NullMarked;
