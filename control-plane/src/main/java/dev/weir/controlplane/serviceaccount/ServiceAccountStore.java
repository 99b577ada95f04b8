package dev.weir.controlplane.serviceaccount;

import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.ServiceAccountId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service accounts of organizations. */
public interface ServiceAccountStore {
    void insert(ServiceAccount account);

    Optional<ServiceAccount> find(OrganizationId organization, ServiceAccountId id);

    boolean nameTaken(OrganizationId organization, String displayName);

    long count(OrganizationId organization);

    /**
     * Those with one of the names, or all when no name is given.
     *
     * @param only whom alone the list may show; null for all
     */
    Page<ServiceAccount> list(PageRequest page, List<String> displayNames, @Nullable PrincipalId only);

    void update(ServiceAccount account);

    void delete(OrganizationId organization, ServiceAccountId id);
}
