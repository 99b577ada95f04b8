/**
 * What the generated description of the HTTP API lacks: names of operations, refusals, examples, which fields there
 * always are. It is checked in as {@code openapi.yaml}; a test says when it differs.
 */
@NullMarked
package dev.weir.gateway.http.description;

import org.jspecify.annotations.NullMarked;
