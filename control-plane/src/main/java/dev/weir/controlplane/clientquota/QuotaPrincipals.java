package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.serviceaccount.ServiceAccountStore;
import dev.weir.controlplane.user.UserStore;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.ServiceAccountId;
import dev.weir.tenants.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whom a quota may name: the organization's own, and nobody whom another quota of that cluster names. */
@ApplicationScoped
class QuotaPrincipals {
    private final UserStore users;
    private final ServiceAccountStore serviceAccounts;
    private final ClientQuotaStore quotas;

    QuotaPrincipals(UserStore users, ServiceAccountStore serviceAccounts, ClientQuotaStore quotas) {
        this.users = users;
        this.serviceAccounts = serviceAccounts;
        this.quotas = quotas;
    }

    void require(ClientQuota quota) {
        List<String> named = quota.spec().principals();
        for (int i = 0; i < named.size(); i++) {
            if (!exists(quota.organization(), named.get(i))) {
                throw new NotFound("principal", named.get(i), "/spec/principals/" + i + "/id").toException();
            }
        }
        List<String> taken = quotas.taken(quota.cluster(), quota.id(), named);
        if (!taken.isEmpty()) {
            throw new AlreadyExists("client quota of the cluster", taken.getFirst(), "/spec/principals").toException();
        }
    }

    private boolean exists(OrganizationId organization, String principal) {
        if (principal.equals(PrincipalQuota.DEFAULT)) {
            return true;
        }
        return switch (PrincipalId.of(principal)) {
            case UserId user -> users.find(organization, user).isPresent();
            case ServiceAccountId account ->
                serviceAccounts.find(organization, account).isPresent();
        };
    }
}
