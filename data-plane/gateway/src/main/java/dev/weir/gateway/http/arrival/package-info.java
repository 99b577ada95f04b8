/**
 * Connections of whoever doesn't finish what it has begun: heads of requests have a deadline. Neighbour: {@code api} bounds the
 * time that bodies take.
 */
@NullMarked
package dev.weir.gateway.http.arrival;

import org.jspecify.annotations.NullMarked;
