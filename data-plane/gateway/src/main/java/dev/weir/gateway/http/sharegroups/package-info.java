/** Share groups as resources, to be looked at. */
@NullMarked
package dev.weir.gateway.http.sharegroups;

import org.jspecify.annotations.NullMarked;
