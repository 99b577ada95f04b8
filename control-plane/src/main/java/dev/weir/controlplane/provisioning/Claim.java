package dev.weir.controlplane.provisioning;

import dev.weir.tenants.id.ClusterId;

/**
 * One piece of work that this control plane has for the time of its lease.
 *
 * @param fence whoever claims or requests later has a higher one; results count only under the present one
 * @param attempt 1 when something new was told or reported, more when nothing has happened since
 * @param announced the latest generation that the runtime was told
 */
record Claim(ClusterId cluster, long fence, int attempt, long announced) {
    boolean overdue() {
        return attempt > 1;
    }
}
