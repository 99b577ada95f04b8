package dev.weir.controlplane.authorization;

import dev.weir.controlplane.authorization.Scope.OneCluster;
import dev.weir.controlplane.authorization.Scope.OneEnvironment;
import dev.weir.controlplane.authorization.Scope.WholeOrganization;
import dev.weir.tenants.access.KafkaResource;
import dev.weir.tenants.access.ResourceKind;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.RoleBindingId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "role_binding")
class RoleBindingEntity {
    @Id
    @Column
    String id;

    @TenantId
    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "principal_id")
    String principalId;

    @Column
    @Enumerated(EnumType.STRING)
    Role role;

    @Column(name = "crn_pattern")
    String crnPattern;

    @Column(name = "environment_id")
    @Nullable
    String environmentId;

    @Column(name = "cluster_id")
    @Nullable
    String clusterId;

    @Column(name = "resource_kind")
    @Enumerated(EnumType.STRING)
    @Nullable
    ResourceKind resourceKind;

    @Column(name = "resource_pattern")
    @Nullable
    String resourcePattern;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static RoleBindingEntity of(RoleBinding binding) {
        var entity = new RoleBindingEntity();
        entity.id = binding.id().value();
        entity.organizationId = binding.organization().value();
        entity.principalId = binding.principal().value();
        entity.role = binding.role();
        entity.crnPattern = binding.crnPattern();
        switch (binding.scope()) {
            case WholeOrganization all -> {}
            case OneEnvironment one -> entity.environmentId = one.environment().value();
            case OneCluster one -> {
                entity.environmentId = one.environment().value();
                entity.clusterId = one.cluster().value();
            }
        }
        KafkaResource resource = binding.resource();
        entity.resourceKind = resource == null ? null : resource.kind();
        entity.resourcePattern = resource == null ? null : resource.pattern();
        entity.createdAt = binding.createdAt();
        entity.updatedAt = binding.updatedAt();
        return entity;
    }

    RoleBinding toRoleBinding() {
        return new RoleBinding(
                new RoleBindingId(id),
                new OrganizationId(organizationId),
                PrincipalId.of(principalId),
                role,
                GrantRows.scope(environmentId, clusterId),
                resourceKind == null || resourcePattern == null
                        ? null
                        : new KafkaResource(resourceKind, resourcePattern),
                crnPattern,
                createdAt,
                updatedAt);
    }
}
