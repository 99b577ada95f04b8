package dev.weir.tenants.access;

import dev.weir.tenants.id.PrincipalId;
import java.util.List;

/**
 * Somebody's role on one cluster.
 *
 * @param principal {@code u-…} or {@code sa-…}
 * @param role what they are there
 */
public record RoleGrant(String principal, Role role) {
    public RoleGrant {
        PrincipalId.of(principal);
    }

    public List<AclGrant> acls() {
        return role.grants(PrincipalId.of(principal));
    }
}
