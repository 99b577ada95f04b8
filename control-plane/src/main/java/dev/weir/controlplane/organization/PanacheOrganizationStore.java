package dev.weir.controlplane.organization;

import dev.weir.tenants.id.OrganizationId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Optional;

@ApplicationScoped
@Transactional
class PanacheOrganizationStore implements OrganizationStore, PanacheRepositoryBase<OrganizationEntity, String> {
    @Override
    public void insert(Organization organization) {
        persist(OrganizationEntity.of(organization));
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return findByIdOptional(id.value()).map(OrganizationEntity::toOrganization);
    }

    @Override
    public Organization lock(OrganizationId id) {
        return locked(id).toOrganization();
    }

    @Override
    public void update(Organization organization) {
        OrganizationEntity entity = locked(organization.id());
        entity.displayName = organization.displayName();
        entity.updatedAt = organization.updatedAt();
    }

    private OrganizationEntity locked(OrganizationId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new IllegalStateException("no organization " + id));
    }
}
