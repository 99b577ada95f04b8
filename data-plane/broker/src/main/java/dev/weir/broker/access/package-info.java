/**
 * Who may do what at a broker: {@code TenantTokenValidator} lets in, {@code TenantAuthorizer} decides, with {@code
 * TenantFloor} for what no ACL can give and {@code TenantAcls} for the ACLs that tenants may write. {@code DenialLog}
 * tells who was refused.
 */
@NullMarked
package dev.weir.broker.access;

import org.jspecify.annotations.NullMarked;
