/** What is watched in all requests by HTTP, so that no resource has to think of it: limits, and changes of topics. */
@NullMarked
package dev.weir.gateway.http.watch;

import org.jspecify.annotations.NullMarked;
