/** Passwords: which are good enough, and how they are kept. */
@NullMarked
package dev.weir.controlplane.password;

import org.jspecify.annotations.NullMarked;
