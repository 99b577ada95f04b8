package dev.weir.agent.command;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One part in {@code weir status}.
 *
 * @param part such as {@code gateway} or {@code cluster:lkc-abc:0}
 * @param state starting, running, waiting (for its next start), held (stopped on purpose), stopped
 * @param healthy whether it answers that it serves
 * @param pid of its process, 0 when there is none
 * @param startedAt milliseconds since 1970, 0 when there is no process
 * @param memory resident bytes
 * @param restarts since the agent started
 * @param lastExit how its process ended last, or empty
 * @param address where it listens, or empty
 */
record PartReport(
        String part,
        String state,
        boolean healthy,
        long pid,
        @JsonProperty("started_at") long startedAt,
        @JsonProperty("memory_bytes") long memory,
        int restarts,
        @JsonProperty("last_exit") String lastExit,
        String address) {}
