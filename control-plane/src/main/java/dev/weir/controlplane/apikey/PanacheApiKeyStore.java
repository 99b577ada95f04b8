package dev.weir.controlplane.apikey;

import dev.weir.controlplane.apikey.ApiKeyFilter.Resource.Cloud;
import dev.weir.controlplane.apikey.ApiKeyFilter.Resource.OneCluster;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.PanachePages;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
@Transactional
class PanacheApiKeyStore implements ApiKeyStore, PanacheRepositoryBase<ApiKeyEntity, String> {
    private static final String LIVE = " and state = ACTIVE";

    @Override
    public void insert(ApiKey key) {
        persistAndFlush(ApiKeyEntity.of(key));
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, ApiKeyId id) {
        return query(organization, id).firstResultOptional().map(ApiKeyEntity::toApiKey);
    }

    @Override
    public Optional<ApiKey> lock(OrganizationId organization, ApiKeyId id) {
        return query(organization, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(ApiKeyEntity::toApiKey);
    }

    @Override
    public List<ApiKey> ofOwner(OrganizationId organization, PrincipalId owner) {
        return find("organizationId = ?1 and ownerId = ?2" + LIVE, organization.value(), owner.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .stream()
                .map(ApiKeyEntity::toApiKey)
                .toList();
    }

    @Override
    public long countCloudKeys(OrganizationId organization) {
        return count("organizationId = ?1 and clusterId is null" + LIVE, organization.value());
    }

    @Override
    public long countClusterKeys(OrganizationId organization, ClusterId cluster) {
        return count("organizationId = ?1 and clusterId = ?2" + LIVE, organization.value(), cluster.value());
    }

    @Override
    public Page<ApiKey> list(PageRequest page, ApiKeyFilter filter) {
        var parameters = new HashMap<String, Object>();
        parameters.put("organization", page.organization().value());
        String where = "organizationId = :organization" + LIVE;
        if (filter.owner() != null) {
            where += " and ownerId = :owner";
            parameters.put("owner", filter.owner().value());
        }
        if (filter.visible() != null) {
            where += " and (ownerId = :own or clusterId in :clusters)";
            parameters.put("own", filter.visible().own().value());
            parameters.put(
                    "clusters",
                    filter.visible().clusters().stream().map(ClusterId::value).toList());
        }
        where += switch (filter.resource()) {
            case null -> "";
            case Cloud cloud -> " and clusterId is null";
            case OneCluster cluster -> {
                parameters.put("cluster", cluster.id().value());
                yield " and clusterId = :cluster";
            }
        };
        return PanachePages.read(this, where, parameters, page, ApiKeyEntity::toApiKey, ApiKey::position);
    }

    @Override
    public void update(ApiKey key) {
        ApiKeyEntity entity = findById(key.id().value());
        entity.displayName = key.displayName();
        entity.description = key.description();
        entity.updatedAt = key.updatedAt();
        flush();
    }

    @Override
    public void revoke(ApiKey key) {
        ApiKeyEntity entity = findById(key.id().value());
        entity.state = ApiKeyRecord.State.REVOKED;
        entity.generation = key.generation();
        entity.updatedAt = key.updatedAt();
        entity.revokedAt = key.updatedAt();
        flush();
    }

    private PanacheQuery<ApiKeyEntity> query(OrganizationId organization, ApiKeyId id) {
        return find("organizationId = ?1 and id = ?2" + LIVE, organization.value(), id.value());
    }
}
