/** Processes of the operating system: who they are, whether they live, how they are started so that they outlive the agent, and the file that says so. */
@NullMarked
package dev.weir.agent.process;

import org.jspecify.annotations.NullMarked;
