/** The brokers of a cluster as resources, to be looked at. */
@NullMarked
package dev.weir.gateway.http.brokers;

import org.jspecify.annotations.NullMarked;
