package dev.weir.controlplane.environment;

import dev.weir.controlplane.authorization.Reach;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import java.util.List;
import java.util.Optional;

/** The environments of organizations. */
public interface EnvironmentStore {
    void insert(Environment environment);

    Optional<Environment> find(OrganizationId organization, EnvironmentId id);

    boolean nameTaken(OrganizationId organization, String displayName);

    long count(OrganizationId organization);

    /** Those that somebody may see, with one of the names; with any when no name is given. */
    Page<Environment> list(PageRequest page, Reach reach, List<String> displayNames);

    void update(Environment environment);

    void delete(OrganizationId organization, EnvironmentId id);
}
