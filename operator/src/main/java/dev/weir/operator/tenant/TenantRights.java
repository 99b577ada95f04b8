package dev.weir.operator.tenant;

import dev.weir.k8s.api.Tenant;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;

/** Who may write in a tenant's namespace: the control plane what it wants, the operator what comes of it. */
final class TenantRights {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private TenantRights() {}

    static RoleBinding operator(Tenant tenant, String platformNamespace) {
        return binding(tenant, "weir-tenant-keeper", "weir-operator", platformNamespace);
    }

    static RoleBinding controlPlane(Tenant tenant, String platformNamespace) {
        return binding(tenant, "weir-tenant-writer", "weir-control-plane", platformNamespace);
    }

    private static RoleBinding binding(Tenant tenant, String role, String account, String platformNamespace) {
        return new RoleBindingBuilder()
                .withMetadata(TenantNamespace.metadata(tenant, role))
                .withNewRoleRef(RBAC, "ClusterRole", role)
                .addNewSubject(null, "ServiceAccount", account, platformNamespace)
                .build();
    }
}
