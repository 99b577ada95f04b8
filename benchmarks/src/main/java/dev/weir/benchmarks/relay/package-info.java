/** A relay that does nothing but move bytes, in a process of its own: what the gateway is compared with. */
@NullMarked
package dev.weir.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
