/** Writes Kubernetes objects by server-side apply, and only where they differ from what is there. */
@NullMarked
package dev.weir.operator.apply;

import org.jspecify.annotations.NullMarked;
