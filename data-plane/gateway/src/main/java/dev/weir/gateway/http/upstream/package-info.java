/**
 * Kafka clients to tenants' brokers, one set for each (cluster, principal), so that the broker authorises the caller
 * itself. {@link dev.weir.gateway.http.upstream.Upstreams} lends them to the packages that answer requests.
 */
@NullMarked
package dev.weir.gateway.http.upstream;

import org.jspecify.annotations.NullMarked;
