/**
 * Records into a topic: {@code records} takes concatenated objects and reports on each in order, {@code records:batch}
 * takes a list. Written with acks=all by an idempotent producer that speaks as the caller.
 */
@NullMarked
package dev.weir.gateway.http.produce;

import org.jspecify.annotations.NullMarked;
