package dev.weir.gateway.http.streamsgroups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import java.util.List;
import org.apache.kafka.clients.admin.StreamsGroupMemberAssignment;
import org.apache.kafka.clients.admin.StreamsGroupMemberAssignment.TaskIds;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;

/** The partitions of one subtopology that a member works on. */
@JsonNaming(SnakeCaseStrategy.class)
record TaskView(String kind, Metadata metadata, String subtopologyId, List<Integer> partitionIds) {
    /** The kinds of tasks that a member has. */
    @JsonNaming(SnakeCaseStrategy.class)
    record AssignmentsView(
            String kind,
            Metadata metadata,
            String clusterId,
            String groupId,
            String memberId,
            Related activeTasks,
            Related standbyTasks,
            Related warmupTasks) {}

    static TaskView of(Where where, TaskIds task, Links links) {
        return new TaskView(
                "KafkaStreamsTask",
                links.metadata(
                        where.path() + "/subtopologies/" + Links.segment(task.subtopologyId()),
                        where.name() + "/subtopology=" + task.subtopologyId()),
                task.subtopologyId(),
                List.copyOf(task.partitions()));
    }

    /**
     * Where the tasks of one type are.
     *
     * @param type active, standby or warmup
     */
    record Where(String group, String member, AssignmentKind kind, String type) {
        String path() {
            return StreamsMemberView.path(group, member) + "/" + kind.path() + "/" + type;
        }

        String name() {
            return "/streams-group=" + group + "/member=" + member + "/" + kind.path() + "=" + type;
        }

        List<TaskIds> tasks(StreamsGroupMemberDescription described) {
            StreamsGroupMemberAssignment assignment = kind.of(described);
            return switch (type) {
                case "active" -> assignment.activeTasks();
                case "standby" -> assignment.standbyTasks();
                case "warmup" -> assignment.warmupTasks();
                default ->
                    throw StreamsGroups.unknown(
                            "Tasks are active, standby or warmup; there are none of type " + type + ".");
            };
        }
    }

    static AssignmentsView assignments(String group, String member, AssignmentKind kind, Links links) {
        String path = StreamsMemberView.path(group, member) + "/" + kind.path();
        return new AssignmentsView(
                "KafkaStreamsGroupMemberAssignments",
                links.metadata(path, "/streams-group=" + group + "/member=" + member + "/" + kind.path()),
                links.cluster().value(),
                group,
                member,
                links.related(path + "/active"),
                links.related(path + "/standby"),
                links.related(path + "/warmup"));
    }
}
