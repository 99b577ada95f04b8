package dev.weir.gateway.http.groups;

import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a group is behind in one partition.
 *
 * @param reader who reads it; null when nobody does
 * @param current where the group goes on
 * @param end where the next record will be written
 */
record Lag(TopicPartition partition, @Nullable MemberDescription reader, long current, long end) {
    long behind() {
        return Math.max(0, end - current);
    }

    String consumerId() {
        return reader == null ? "" : reader.consumerId();
    }

    String clientId() {
        return reader == null ? "" : reader.clientId();
    }

    @Nullable
    String instanceId() {
        return reader == null ? null : reader.groupInstanceId().orElse(null);
    }
}
