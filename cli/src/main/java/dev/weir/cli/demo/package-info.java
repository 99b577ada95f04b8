/** The tour: from signup to the first record, with each step's command and time. */
@NullMarked
package dev.weir.cli.demo;

import org.jspecify.annotations.NullMarked;
