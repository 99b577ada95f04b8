/** Short-lived tokens for pages and devices that shall never hold an API key. */
@NullMarked
package dev.weir.gateway.http.tokens;

import org.jspecify.annotations.NullMarked;
