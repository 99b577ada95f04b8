package dev.weir.agent.access;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of {@code weir.access} one cluster's brokers have.
 *
 * @param generation the latest record that they have wholly; 0 for none
 * @param quotas the principals that may have quotas which were set for the management API, and not by a tenant through
 *     Kafka; written down before they are set
 */
public record AppliedAccess(long generation, Set<String> quotas) {
    public static final AppliedAccess NOTHING = new AppliedAccess(0, Set.of());

    public AppliedAccess {
        // In the file as they always were.
        quotas = Collections.unmodifiableSortedSet(new TreeSet<>(quotas));
    }
}
