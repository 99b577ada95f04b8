/** What this gateway tells the rest of the platform, by its topics. */
@NullMarked
package dev.weir.gateway.platform;

import org.jspecify.annotations.NullMarked;
