package dev.weir.controlplane.environment;

import dev.weir.controlplane.authorization.Reach;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import java.util.Optional;

/** The environments of organizations. */
public interface EnvironmentStore {
    void insert(Environment environment);

    Optional<Environment> find(OrganizationId organization, EnvironmentId id);

    boolean nameTaken(OrganizationId organization, String displayName);

    long count(OrganizationId organization);

    /** Those of the organization, or of it those that somebody may see. */
    Page<Environment> list(PageRequest page, Reach reach);

    void update(Environment environment);

    void delete(OrganizationId organization, EnvironmentId id);
}
