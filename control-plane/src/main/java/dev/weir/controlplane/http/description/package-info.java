/**
 * Completes the generated OpenAPI document by what is the same everywhere, so that resources carry no annotations for
 * it: names and summaries from method and path, the ways to be refused, which fields are always there, examples.
 */
@NullMarked
package dev.weir.controlplane.http.description;

import org.jspecify.annotations.NullMarked;
