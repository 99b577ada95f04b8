package dev.weir.controlplane.environment;

import dev.weir.controlplane.authorization.Reach;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.PanachePages;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
@Transactional
class PanacheEnvironmentStore implements EnvironmentStore, PanacheRepositoryBase<EnvironmentEntity, String> {
    private static final String OWN = "organizationId = ?1 and id = ?2";

    @Override
    public void insert(Environment environment) {
        persistAndFlush(EnvironmentEntity.of(environment));
    }

    @Override
    public Optional<Environment> find(OrganizationId organization, EnvironmentId id) {
        return find(OWN, organization.value(), id.value()).firstResultOptional().map(EnvironmentEntity::toEnvironment);
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
    public Page<Environment> list(PageRequest page, Reach reach, List<String> displayNames) {
        var parameters = new HashMap<String, Object>();
        parameters.put("organization", page.organization().value());
        String where = "organizationId = :organization";
        if (!reach.everywhere()) {
            where += " and id in :visible";
            parameters.put("visible", reach.environmentIds());
        }
        if (!displayNames.isEmpty()) {
            where += " and displayName in :names";
            parameters.put("names", displayNames);
        }
        return PanachePages.read(
                this, where, parameters, page, EnvironmentEntity::toEnvironment, Environment::position);
    }

    @Override
    public void update(Environment environment) {
        find(OWN, environment.organization().value(), environment.id().value())
                .firstResultOptional()
                .ifPresent(entity -> {
                    entity.displayName = environment.displayName();
                    entity.governancePackage = environment.governancePackage();
                    entity.updatedAt = environment.updatedAt();
                });
        flush();
    }

    @Override
    public void delete(OrganizationId organization, EnvironmentId id) {
        delete(OWN, organization.value(), id.value());
    }
}
