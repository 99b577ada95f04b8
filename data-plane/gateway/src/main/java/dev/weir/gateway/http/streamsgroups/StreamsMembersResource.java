package dev.weir.gateway.http.streamsgroups;

import static dev.weir.gateway.http.streamsgroups.StreamsGroups.KIND;

import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.streamsgroups.TaskView.AssignmentsView;
import dev.weir.gateway.http.streamsgroups.TaskView.Where;
import dev.weir.gateway.http.upstream.CallersUpstream;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;

/** The members of streams groups, and their tasks. */
@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class StreamsMembersResource {
    private static final String MEMBERS = StreamsGroupsResource.GROUP + "/members";
    private static final String MEMBER = MEMBERS + "/{member_id}";
    private static final String TYPE = "/{assignments_type}";
    private static final String TASK = TYPE + "/subtopologies/{subtopology_id}";

    private final CallersUpstream callers;

    StreamsMembersResource(CallersUpstream callers) {
        this.callers = callers;
    }

    @GET
    @Path(MEMBERS)
    public Page<StreamsMemberView> members(@PathParam("group_id") String group, @Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaStreamsGroupMemberList",
                links.url(StreamsGroupView.path(group) + "/members"),
                callers.ask(upstream -> KIND.members(upstream, group)),
                member -> StreamsMemberView.of(group, member, links));
    }

    @GET
    @Path(MEMBER)
    public StreamsMemberView member(
            @PathParam("group_id") String group, @PathParam("member_id") String member, @Context UriInfo request) {
        return StreamsMemberView.of(group, described(group, member), callers.links(request));
    }

    @GET
    @Path(MEMBER + "/assignments")
    public AssignmentsView current(
            @PathParam("group_id") String group, @PathParam("member_id") String member, @Context UriInfo request) {
        return assignments(group, member, AssignmentKind.CURRENT, request);
    }

    @GET
    @Path(MEMBER + "/assignments" + TYPE)
    public Page<TaskView> currentTasks(
            @PathParam("group_id") String group,
            @PathParam("member_id") String member,
            @PathParam("assignments_type") String type,
            @Context UriInfo request) {
        return tasks(new Where(group, member, AssignmentKind.CURRENT, type), request);
    }

    @GET
    @Path(MEMBER + "/assignments" + TASK)
    public TaskView currentTask(
            @PathParam("group_id") String group,
            @PathParam("member_id") String member,
            @PathParam("assignments_type") String type,
            @PathParam("subtopology_id") String subtopology,
            @Context UriInfo request) {
        return task(new Where(group, member, AssignmentKind.CURRENT, type), subtopology, request);
    }

    @GET
    @Path(MEMBER + "/target-assignments")
    public AssignmentsView target(
            @PathParam("group_id") String group, @PathParam("member_id") String member, @Context UriInfo request) {
        return assignments(group, member, AssignmentKind.TARGET, request);
    }

    @GET
    @Path(MEMBER + "/target-assignments" + TYPE)
    public Page<TaskView> targetTasks(
            @PathParam("group_id") String group,
            @PathParam("member_id") String member,
            @PathParam("assignments_type") String type,
            @Context UriInfo request) {
        return tasks(new Where(group, member, AssignmentKind.TARGET, type), request);
    }

    @GET
    @Path(MEMBER + "/target-assignments" + TASK)
    public TaskView targetTask(
            @PathParam("group_id") String group,
            @PathParam("member_id") String member,
            @PathParam("assignments_type") String type,
            @PathParam("subtopology_id") String subtopology,
            @Context UriInfo request) {
        return task(new Where(group, member, AssignmentKind.TARGET, type), subtopology, request);
    }

    private AssignmentsView assignments(String group, String member, AssignmentKind kind, UriInfo request) {
        return TaskView.assignments(group, described(group, member).memberId(), kind, callers.links(request));
    }

    private Page<TaskView> tasks(Where where, UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaStreamsTaskList",
                links.url(where.path()),
                where.tasks(described(where.group(), where.member())),
                task -> TaskView.of(where, task, links));
    }

    private TaskView task(Where where, String subtopology, UriInfo request) {
        return where.tasks(described(where.group(), where.member())).stream()
                .filter(task -> task.subtopologyId().equals(subtopology))
                .findFirst()
                .map(task -> TaskView.of(where, task, callers.links(request)))
                .orElseThrow(() -> StreamsGroups.unknown(
                        "Member " + where.member() + " has no such tasks of subtopology " + subtopology + "."));
    }

    private StreamsGroupMemberDescription described(String group, String member) {
        return callers.ask(upstream -> KIND.member(upstream, group, member));
    }
}
