/** API keys' secrets: made once, kept as hashes only. */
@NullMarked
package dev.weir.tenants.key;

import org.jspecify.annotations.NullMarked;
