/** The commands of the launcher that concern this machine: up, down, status, logs, stop, start, restart. */
@NullMarked
package dev.weir.agent.command;

import org.jspecify.annotations.NullMarked;
