/** Who calls, and for which cluster: HTTP Basic with a cluster's API key. Every resource of this program lies behind it. */
@NullMarked
package dev.weir.gateway.http.access;

import org.jspecify.annotations.NullMarked;
