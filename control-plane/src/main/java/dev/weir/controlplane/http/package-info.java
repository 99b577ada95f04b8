/** The HTTP edge: request ids, strict JSON, and how a {@link dev.weir.controlplane.problem.Problem} becomes an answer. Nobody depends on it. */
@NullMarked
package dev.weir.controlplane.http;

import org.jspecify.annotations.NullMarked;
