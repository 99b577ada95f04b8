/** Whom the organization trusts to say who its programs are. */
@NullMarked
package dev.weir.cli.identity;

import org.jspecify.annotations.NullMarked;
