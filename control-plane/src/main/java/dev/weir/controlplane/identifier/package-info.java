/** Makes ids and secrets available to whoever needs new ones. */
@NullMarked
package dev.weir.controlplane.identifier;

import org.jspecify.annotations.NullMarked;
