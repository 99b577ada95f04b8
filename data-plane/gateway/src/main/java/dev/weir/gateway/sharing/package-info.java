/**
 * Several gateways keep each cluster's limits together: each tells the others by {@code weir.gateway-usage} what its
 * clients use, and takes of each limit what is left to it.
 */
@NullMarked
package dev.weir.gateway.sharing;

import org.jspecify.annotations.NullMarked;
