/**
 * What the platform has to be told: rows written in the transaction of the change ({@link
 * dev.weir.controlplane.outbox.Outbox}), then sent in order to the platform topics by one control plane at a time.
 */
@NullMarked
package dev.weir.controlplane.outbox;

import org.jspecify.annotations.NullMarked;
