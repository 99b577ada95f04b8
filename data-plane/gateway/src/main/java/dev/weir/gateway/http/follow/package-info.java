/**
 * Topics as server-sent events, taken by {@link dev.weir.gateway.http.follow.FollowRoute}. Streams of one principal at the
 * end of the same partitions share one reader ({@link dev.weir.gateway.http.follow.Feed}); whoever is behind reads for
 * itself until it isn't. A stream that isn't read keeps nothing but its position.
 */
@NullMarked
package dev.weir.gateway.http.follow;

import org.jspecify.annotations.NullMarked;
