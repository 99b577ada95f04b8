@NullMarked
package dev.weir.gateway.http.route;

import org.jspecify.annotations.NullMarked;
