/** Commands for whoever runs the platform, with the platform's own credential. */
@NullMarked
package dev.weir.cli.admin;

import org.jspecify.annotations.NullMarked;
