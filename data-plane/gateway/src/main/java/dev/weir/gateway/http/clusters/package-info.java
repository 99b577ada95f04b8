/** The cluster of the caller's key as a resource. */
@NullMarked
package dev.weir.gateway.http.clusters;

import org.jspecify.annotations.NullMarked;
