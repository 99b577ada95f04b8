package dev.weir.controlplane.organization;

import dev.weir.tenants.id.OrganizationId;
import java.util.Optional;

/** The organizations there are. */
public interface OrganizationStore {
    void insert(Organization organization);

    Optional<Organization> find(OrganizationId id);

    /**
     * Finds the caller's own organization and keeps others from changing anything of it until the transaction ends: what
     * makes counting and then adding free of races. Take it before any other lock.
     */
    Organization lock(OrganizationId id);

    void update(Organization organization);
}
