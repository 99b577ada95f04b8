/** Keeps one process for each part: starts or adopts it, waits until it serves, starts it again when it dies, stops it. What the parts are, it doesn't know. Read Part, PartState, then Supervisor. */
@NullMarked
package dev.weir.agent.supervision;

import org.jspecify.annotations.NullMarked;
