/** What people see: progress and events, on the terminal and in the agent's log. */
@NullMarked
package dev.weir.agent.console;

import org.jspecify.annotations.NullMarked;
