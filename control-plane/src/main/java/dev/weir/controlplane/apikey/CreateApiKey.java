package dev.weir.controlplane.apikey;

import dev.weir.controlplane.cluster.Cluster;
import dev.weir.controlplane.cluster.ClusterStore;
import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.serviceaccount.ServiceAccountStore;
import dev.weir.controlplane.user.UserStore;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.ServiceAccountId;
import dev.weir.tenants.id.UserId;
import dev.weir.tenants.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a key for one of the organization's own, if the plan allows one more. */
@ApplicationScoped
class CreateApiKey {
    private final HeldOrganization organizations;
    private final UserStore users;
    private final ServiceAccountStore serviceAccounts;
    private final ClusterStore clusters;
    private final ApiKeyStore keys;
    private final IssueApiKey issueApiKey;

    CreateApiKey(
            HeldOrganization organizations,
            UserStore users,
            ServiceAccountStore serviceAccounts,
            ClusterStore clusters,
            ApiKeyStore keys,
            IssueApiKey issueApiKey) {
        this.organizations = organizations;
        this.users = users;
        this.serviceAccounts = serviceAccounts;
        this.clusters = clusters;
        this.keys = keys;
        this.issueApiKey = issueApiKey;
    }

    @Transactional
    NewApiKey create(
            OrganizationId organization,
            PrincipalId owner,
            @Nullable ClusterId cluster,
            String displayName,
            String description) {
        Plan plan = organizations.hold(organization);
        if (!exists(organization, owner)) {
            throw new NotFound("owner", owner.value(), "/spec/owner/id").toException();
        }
        if (cluster == null) {
            Quota.CLOUD_API_KEYS.requireOneMore(plan.organization().cloudApiKeys(), keys.countCloudKeys(organization));
        } else {
            Cluster found = clusters.find(organization, cluster)
                    .orElseThrow(() -> new NotFound("cluster", cluster.value(), "/spec/resource/id").toException());
            ClusterLimits limits =
                    Objects.requireNonNull(plan.clusters().get(found.spec().kind()));
            Quota.CLUSTER_API_KEYS.requireOneMore(limits.apiKeys(), keys.countClusterKeys(organization, cluster));
        }
        return issueApiKey.issue(organization, owner, cluster, displayName, description);
    }

    private boolean exists(OrganizationId organization, PrincipalId owner) {
        return switch (owner) {
            case UserId user -> users.find(organization, user).isPresent();
            case ServiceAccountId account ->
                serviceAccounts.find(organization, account).isPresent();
        };
    }
}
