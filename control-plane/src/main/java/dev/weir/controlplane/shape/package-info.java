/** What all resources of the API look like: references, links, metadata, lists and their pages. */
@NullMarked
package dev.weir.controlplane.shape;

import org.jspecify.annotations.NullMarked;
