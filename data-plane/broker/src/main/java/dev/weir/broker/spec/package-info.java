/** The program's only input: reads the file, refuses what can't be used. */
@NullMarked
package dev.weir.broker.spec;

import org.jspecify.annotations.NullMarked;
