/** Streams groups as resources, to be looked at: their parts, members and tasks. */
@NullMarked
package dev.weir.gateway.http.streamsgroups;

import org.jspecify.annotations.NullMarked;
