package dev.weir.controlplane.identityprovider;

import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.IdentityProviderId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.ServiceAccountId;
import java.util.List;
import java.util.Optional;

/** The identity providers of organizations. All but reading wants a transaction. */
interface IdentityProviderStore {
    void insert(IdentityProvider provider);

    Optional<IdentityProvider> find(OrganizationId organization, IdentityProviderId id);

    /** Those that map anything to this service account. */
    List<IdentityProvider> mapping(OrganizationId organization, ServiceAccountId account);

    Page<IdentityProvider> list(PageRequest page);

    long count(OrganizationId organization);

    /** Whether another one is called so. */
    boolean nameTaken(OrganizationId organization, IdentityProviderId except, String displayName);

    void update(IdentityProvider provider);

    /** Its row stays, so that gateways can be told again that it is gone. */
    void end(IdentityProvider provider);
}
