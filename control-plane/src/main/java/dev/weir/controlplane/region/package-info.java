/** Where clusters can run, and how many brokers may be awake there. */
@NullMarked
package dev.weir.controlplane.region;

import org.jspecify.annotations.NullMarked;
