/** ACLs as resources. Those of roles are never among them: the broker neither shows nor gives them up to tenants. */
@NullMarked
package dev.weir.gateway.http.acls;

import org.jspecify.annotations.NullMarked;
