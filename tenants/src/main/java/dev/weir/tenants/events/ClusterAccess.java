package dev.weir.tenants.events;

import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.PrincipalQuota;
import java.util.List;

/**
 * Who may do what at one cluster, and how much of it, as far as the management API says so. ACLs that tenants make
 * themselves are the broker's own and not in here.
 *
 * @param schema version of this shape
 * @param cluster {@code lkc-…}
 * @param generation grows with each change; readers ignore lower ones. Independent of the cluster's own
 * @param roles all ACLs on principals {@code Role:…} that there should be; any other on such a principal should go
 * @param quotas all client quotas that the management API has set; of those that it set before, others should go
 */
public record ClusterAccess(
        int schema, String cluster, long generation, List<AclGrant> roles, List<PrincipalQuota> quotas) {
    public static final int SCHEMA = 1;

    public ClusterAccess {
        roles = List.copyOf(roles);
        quotas = List.copyOf(quotas);
    }
}
