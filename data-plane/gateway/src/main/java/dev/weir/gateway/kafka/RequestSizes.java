package dev.weir.gateway.kafka;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * How large requests may be that carry no records. A broker holds a list that it is sent many times over while it answers,
 * and a tenant's heap is small: a megabyte of short names is more than it has.
 */
final class RequestSizes {
    private static final int KIBIBYTE = 1024;
    /** What ends a broker that reads this list once for each of its entries, or answers each at length. */
    private static final int LISTS = 64 * KIBIBYTE;
    /** All partitions of the largest cluster, with topics of the longest names. */
    private static final int PARTITIONS = 1024 * KIBIBYTE;

    private static final Set<ApiKeys> OF_LISTS = EnumSet.of(
            ApiKeys.FIND_COORDINATOR,
            ApiKeys.OFFSET_FETCH,
            ApiKeys.DESCRIBE_GROUPS,
            ApiKeys.LIST_GROUPS,
            ApiKeys.DELETE_GROUPS,
            ApiKeys.CONSUMER_GROUP_DESCRIBE,
            ApiKeys.SHARE_GROUP_DESCRIBE,
            ApiKeys.STREAMS_GROUP_DESCRIBE,
            ApiKeys.DESCRIBE_SHARE_GROUP_OFFSETS,
            ApiKeys.DESCRIBE_TRANSACTIONS,
            ApiKeys.LIST_TRANSACTIONS,
            ApiKeys.LIST_CONFIG_RESOURCES,
            ApiKeys.DESCRIBE_ACLS,
            ApiKeys.CREATE_ACLS,
            ApiKeys.DELETE_ACLS,
            ApiKeys.DESCRIBE_CLUSTER);

    private RequestSizes() {}

    /** In bytes, of the frame without its length. */
    static int most(ApiKeys api) {
        if (api == ApiKeys.PRODUCE) {
            // What the plan says, and has been looked at before.
            return Integer.MAX_VALUE;
        }
        return OF_LISTS.contains(api) ? LISTS : PARTITIONS;
    }
}
