package dev.weir.controlplane.clientquota;

import java.util.List;

/**
 * What may be changed of a client quota.
 *
 * @param ingressByteRate bytes per second that each may send
 * @param egressByteRate bytes per second that each may fetch
 * @param principals {@code u-…}, {@code sa-…} or {@code <default>}, in the order in which they were sent
 */
record ClientQuotaSpec(
        String displayName, String description, long ingressByteRate, long egressByteRate, List<String> principals) {
    ClientQuotaSpec {
        principals = List.copyOf(principals);
        if (ingressByteRate <= 0 || egressByteRate <= 0 || principals.isEmpty()) {
            throw new IllegalArgumentException("a client quota limits somebody to something");
        }
    }
}
