package dev.weir.tenants.plan;

/**
 * What one organization may have.
 *
 * @param environments environments at one time
 * @param clusters clusters at one time, over all environments
 * @param serviceAccounts service accounts at one time
 * @param cloudApiKeys live keys of the management API
 */
public record OrganizationLimits(int environments, int clusters, int serviceAccounts, int cloudApiKeys) {
    public OrganizationLimits {
        if (environments <= 0 || clusters <= 0 || serviceAccounts <= 0 || cloudApiKeys <= 0) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}
