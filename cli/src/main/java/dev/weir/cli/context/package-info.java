/** Who the user is, kept in WEIR_HOME: the accounts and keys in cli.json, where the local platform listens in run/endpoints.json. */
@NullMarked
package dev.weir.cli.context;

import org.jspecify.annotations.NullMarked;
