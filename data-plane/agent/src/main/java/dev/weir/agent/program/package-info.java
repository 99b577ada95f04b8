/** The installed programs of one build, and the command lines that start them with their AOT caches. */
@NullMarked
package dev.weir.agent.program;

import org.jspecify.annotations.NullMarked;
