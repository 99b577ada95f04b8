/**
 * Consumer groups as server-sent events. {@code GroupRoute} takes requests, a {@code GroupStream} is a member of its group
 * for as long as its client is connected, and {@code Acknowledgements} commits what clients say they have received, at
 * whichever gateway they say so.
 */
@NullMarked
package dev.weir.gateway.http.grouped;

import org.jspecify.annotations.NullMarked;
