/**
 * Consumers over HTTP in the shapes of Confluent's REST v2: made, subscribed, polled, committed, deleted. Each is a static
 * member of its group and stands in the platform topic {@code weir.rest-consumers}, so that any gateway goes on with it:
 * {@link dev.weir.gateway.http.consumers.Instances} finds one, here or there, and
 * {@link dev.weir.gateway.http.consumers.Instance} is one that lives here.
 */
@NullMarked
package dev.weir.gateway.http.consumers;

import org.jspecify.annotations.NullMarked;
