/** One call of a command: the options that all commands share, and the account, server and keys that follow from them. */
@NullMarked
package dev.weir.cli.session;

import org.jspecify.annotations.NullMarked;
