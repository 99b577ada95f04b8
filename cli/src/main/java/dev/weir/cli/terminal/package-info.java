/** What commands print: tables for people, JSON for programs, and the one way to fail. Everybody else uses it. */
@NullMarked
package dev.weir.cli.terminal;

import org.jspecify.annotations.NullMarked;
