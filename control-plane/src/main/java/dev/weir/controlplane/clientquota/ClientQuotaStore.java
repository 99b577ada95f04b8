package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.ClientQuotaId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import java.util.List;
import java.util.Optional;

/** The client quotas of organizations. All but the reading needs a transaction in which the organization is held. */
interface ClientQuotaStore {
    void insert(ClientQuota quota);

    Optional<ClientQuota> find(OrganizationId organization, ClientQuotaId id);

    long count(ClusterId cluster);

    /** Of some principals those that a quota of the cluster names, the given one left out. */
    List<String> taken(ClusterId cluster, ClientQuotaId except, List<String> principals);

    Page<ClientQuota> list(PageRequest page, ClusterId cluster);

    void update(ClientQuota quota);

    void delete(ClientQuotaId id);

    /** Removes all of a cluster. */
    void deleteOf(ClusterId cluster);

    /** Takes a principal out of all quotas, and removes those that named nobody else. Answers whose clusters they are. */
    List<ClusterId> forget(OrganizationId organization, PrincipalId principal);
}
