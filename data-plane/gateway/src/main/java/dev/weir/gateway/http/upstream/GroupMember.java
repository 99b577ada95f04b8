package dev.weir.gateway.http.upstream;

import java.time.Duration;
import java.util.Optional;

/**
 * A consumer in a group.
 *
 * @param group its consumer group
 * @param instance its name as a static member, which it keeps when it goes on at another gateway
 * @param reset where to begin in partitions for which nothing is committed
 * @param session for how long the group waits for one that is gone
 * @param pollInterval for how long the group waits for one that is there and silent
 * @param minBytes for which a fetch waits
 */
public record GroupMember(
        String group, Optional<String> instance, String reset, Duration session, Duration pollInterval, int minBytes) {}
