/**
 * What only who runs this Weir may do, under {@code /weir/v1/admin}: suspend and resume organizations and clusters,
 * change a region's capacity, tell the platform everything again.
 */
@NullMarked
package dev.weir.controlplane.admin;

import org.jspecify.annotations.NullMarked;
