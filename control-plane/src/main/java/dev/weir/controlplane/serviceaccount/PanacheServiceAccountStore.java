package dev.weir.controlplane.serviceaccount;

import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.PanachePages;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.ServiceAccountId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class PanacheServiceAccountStore implements ServiceAccountStore, PanacheRepositoryBase<ServiceAccountEntity, String> {
    private static final String OWN = "organizationId = ?1 and id = ?2";

    @Override
    public void insert(ServiceAccount account) {
        persistAndFlush(ServiceAccountEntity.of(account));
    }

    @Override
    public Optional<ServiceAccount> find(OrganizationId organization, ServiceAccountId id) {
        return find(OWN, organization.value(), id.value())
                .firstResultOptional()
                .map(ServiceAccountEntity::toServiceAccount);
    }

    @Override
    public boolean nameTaken(OrganizationId organization, String displayName) {
        return count("organizationId = ?1 and displayName = ?2", organization.value(), displayName) > 0;
    }

    @Override
    public long count(OrganizationId organization) {
        return count("organizationId", organization.value());
    }

    @Override
    public Page<ServiceAccount> list(PageRequest page, List<String> displayNames, @Nullable PrincipalId only) {
        var parameters = new HashMap<String, Object>();
        parameters.put("organization", page.organization().value());
        String where = "organizationId = :organization";
        if (!displayNames.isEmpty()) {
            where += " and displayName in :names";
            parameters.put("names", displayNames);
        }
        if (only != null) {
            where += " and id = :only";
            parameters.put("only", only.value());
        }
        return PanachePages.read(
                this, where, parameters, page, ServiceAccountEntity::toServiceAccount, ServiceAccount::position);
    }

    @Override
    public void update(ServiceAccount account) {
        find(OWN, account.organization().value(), account.id().value())
                .firstResultOptional()
                .ifPresent(entity -> {
                    entity.description = account.description();
                    entity.updatedAt = account.updatedAt();
                });
        flush();
    }

    @Override
    public void delete(OrganizationId organization, ServiceAccountId id) {
        delete(OWN, organization.value(), id.value());
    }
}
