package dev.weir.tenants.plan;

/**
 * What one organization may have. The last three came later: a plan written before doesn't name them, which reads as
 * zero and means their default.
 *
 * @param environments environments at one time
 * @param clusters clusters at one time, over all environments
 * @param serviceAccounts service accounts at one time
 * @param cloudApiKeys live keys of the management API
 * @param users people, invited ones counted too
 * @param roleBindings role bindings at one time
 * @param clusterCreationsPerDay clusters made within any 24 hours, deleted ones counted too
 */
public record OrganizationLimits(
        int environments,
        int clusters,
        int serviceAccounts,
        int cloudApiKeys,
        int users,
        int roleBindings,
        int clusterCreationsPerDay) {
    private static final int DEFAULT = 1000;

    public OrganizationLimits {
        users = users == 0 ? DEFAULT : users;
        roleBindings = roleBindings == 0 ? DEFAULT : roleBindings;
        clusterCreationsPerDay = clusterCreationsPerDay == 0 ? DEFAULT : clusterCreationsPerDay;
        if (environments <= 0
                || clusters <= 0
                || serviceAccounts <= 0
                || cloudApiKeys <= 0
                || users <= 0
                || roleBindings <= 0
                || clusterCreationsPerDay <= 0) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}
