/**
 * Tells the control plane which topics there are, by {@code weir.topic-events}: soon after somebody changed one, by
 * whichever way, and from time to time in case that went unheard.
 */
@NullMarked
package dev.weir.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
