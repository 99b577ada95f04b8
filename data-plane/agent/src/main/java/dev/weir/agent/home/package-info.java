/** The folder of one Weir: where what lies, the options it was started with, its secrets. Everybody in the agent reads it; it depends on nobody. */
@NullMarked
package dev.weir.agent.home;

import org.jspecify.annotations.NullMarked;
