/** The control plane: decides what should exist, and keeps it in Postgres. */
@NullMarked
package dev.weir.controlplane;

import org.jspecify.annotations.NullMarked;
