/**
 * Creations that may be sent twice: with the same {@code Idempotency-Key} the second is answered what the first was.
 * Resources mark theirs with {@link dev.weir.controlplane.idempotency.Idempotent}.
 */
@NullMarked
package dev.weir.controlplane.idempotency;

import org.jspecify.annotations.NullMarked;
