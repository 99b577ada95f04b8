/** The real program as a process of its own, and real clients to it: what the integration tests stand on. */
@NullMarked
package dev.weir.broker.running;

import org.jspecify.annotations.NullMarked;
