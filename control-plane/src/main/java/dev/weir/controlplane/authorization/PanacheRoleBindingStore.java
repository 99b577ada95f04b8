package dev.weir.controlplane.authorization;

import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.PanachePages;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.RoleBindingId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

@ApplicationScoped
@Transactional
class PanacheRoleBindingStore implements RoleBindingStore, PanacheRepositoryBase<RoleBindingEntity, String> {
    private static final String OWN = "organizationId = ?1 and id = ?2";

    @Override
    public void insert(RoleBinding binding) {
        persistAndFlush(RoleBindingEntity.of(binding));
    }

    @Override
    public Optional<RoleBinding> find(OrganizationId organization, RoleBindingId id) {
        return find(OWN, organization.value(), id.value()).firstResultOptional().map(RoleBindingEntity::toRoleBinding);
    }

    @Override
    public boolean exists(RoleBinding like) {
        return ofPrincipal(like.organization(), like.principal()).stream()
                .anyMatch(binding -> binding.role() == like.role()
                        && binding.scope().equals(like.scope())
                        && Objects.equals(binding.resource(), like.resource()));
    }

    @Override
    public List<RoleBinding> ofPrincipal(OrganizationId organization, PrincipalId principal) {
        return find("organizationId = ?1 and principalId = ?2", organization.value(), principal.value()).stream()
                .map(RoleBindingEntity::toRoleBinding)
                .toList();
    }

    @Override
    public long count(OrganizationId organization) {
        return count("organizationId", organization.value());
    }

    @Override
    public long countUsers(OrganizationId organization, Role role) {
        // Who is only invited can't act yet.
        return count(
                "organizationId = ?1 and role = ?2 and principalId in (select u.id from UserEntity u)",
                organization.value(),
                role);
    }

    @Override
    public Page<RoleBinding> list(PageRequest page, Filter filter) {
        var parameters = new HashMap<String, Object>();
        parameters.put("organization", page.organization().value());
        String where = "organizationId = :organization";
        if (filter.principal() != null) {
            where += " and principalId = :principal";
            parameters.put("principal", filter.principal().value());
        }
        if (filter.role() != null) {
            where += " and role = :role";
            parameters.put("role", filter.role());
        }
        if (filter.crnPrefix() != null) {
            where += " and left(crnPattern, length(:crn)) = :crn";
            parameters.put("crn", filter.crnPrefix());
        }
        Reach reach = filter.reach();
        if (!reach.everywhere()) {
            where += " and (principalId = :own or environmentId in :environments or clusterId in :clusters)";
            parameters.put("own", filter.own().value());
            parameters.put("environments", reach.environmentIds());
            parameters.put("clusters", reach.clusterIds());
        }
        return PanachePages.read(
                this, where, parameters, page, RoleBindingEntity::toRoleBinding, RoleBinding::position);
    }

    @Override
    public void delete(RoleBinding binding) {
        delete(OWN, binding.organization().value(), binding.id().value());
    }

    @Override
    public void deleteOf(OrganizationId organization, ClusterId cluster) {
        delete("organizationId = ?1 and clusterId = ?2", organization.value(), cluster.value());
    }

    @Override
    public void deleteOf(OrganizationId organization, EnvironmentId environment) {
        delete("organizationId = ?1 and environmentId = ?2", organization.value(), environment.value());
    }
}
