/** The people of an organization. */
@NullMarked
package dev.weir.controlplane.user;

import org.jspecify.annotations.NullMarked;
