package dev.weir.gateway.http.streamsgroups;

import org.apache.kafka.clients.admin.StreamsGroupMemberAssignment;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;

/** Which of a member's assignments is meant. */
enum AssignmentKind {
    /** What it works on. */
    CURRENT("assignments"),
    /** What it shall work on once the group has settled. */
    TARGET("target-assignments");

    private final String path;

    AssignmentKind(String path) {
        this.path = path;
    }

    /** How it is called in paths. */
    String path() {
        return path;
    }

    StreamsGroupMemberAssignment of(StreamsGroupMemberDescription member) {
        return switch (this) {
            case CURRENT -> member.assignment();
            case TARGET -> member.targetAssignment();
        };
    }
}
