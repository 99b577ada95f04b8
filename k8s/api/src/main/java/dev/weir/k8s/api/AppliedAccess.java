package dev.weir.k8s.api;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a cluster's brokers have of what the control plane said on who may do what.
 *
 * @param generation the latest word that they have wholly; 0 for none
 * @param quotas the principals that may have client quotas of the operator's; written down before they are set
 */
public record AppliedAccess(Long generation, Set<String> quotas) {
    public AppliedAccess {
        quotas = Collections.unmodifiableSet(new TreeSet<>(quotas));
    }
}
