/** People: logging in and out, passwords, who belongs to an organization and who is invited. */
@NullMarked
package dev.weir.cli.people;

import org.jspecify.annotations.NullMarked;
