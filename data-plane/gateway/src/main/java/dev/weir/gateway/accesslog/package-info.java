/** One line of JSON for each request of chosen clusters, for whoever has to find out what a client does. */
@NullMarked
package dev.weir.gateway.accesslog;

import org.jspecify.annotations.NullMarked;
