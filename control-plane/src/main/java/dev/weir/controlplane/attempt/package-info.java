/** Slows down who guesses: passwords in {@code session}, and strangers' wishes for letters in {@code recovery}. */
@NullMarked
package dev.weir.controlplane.attempt;

import org.jspecify.annotations.NullMarked;
