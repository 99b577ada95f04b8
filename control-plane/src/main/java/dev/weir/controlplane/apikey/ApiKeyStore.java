package dev.weir.controlplane.apikey;

import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import java.util.List;
import java.util.Optional;

/** The live keys of organizations. */
public interface ApiKeyStore {
    void insert(ApiKey key);

    Optional<ApiKey> find(OrganizationId organization, ApiKeyId id);

    /** Finds a key and keeps others from changing it until the transaction ends. */
    Optional<ApiKey> lock(OrganizationId organization, ApiKeyId id);

    List<ApiKey> ofOwner(OrganizationId organization, PrincipalId owner);

    long countCloudKeys(OrganizationId organization);

    long countClusterKeys(OrganizationId organization, ClusterId cluster);

    Page<ApiKey> list(PageRequest page, ApiKeyFilter filter);

    /** Writes name and description. */
    void update(ApiKey key);

    /** Ends a key for good; its generation is that of its revocation. */
    void revoke(ApiKey key);
}
