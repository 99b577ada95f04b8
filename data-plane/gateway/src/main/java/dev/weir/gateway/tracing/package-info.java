/**
 * Traces of how clients come in, by OpenTelemetry: what came between a connection's first byte and its first request at a
 * broker. Requests aren't traced, since that would cost more than they do; metrics and the access log count them.
 */
@NullMarked
package dev.weir.gateway.tracing;

import org.jspecify.annotations.NullMarked;
