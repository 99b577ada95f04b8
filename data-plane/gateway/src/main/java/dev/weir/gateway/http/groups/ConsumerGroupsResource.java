package dev.weir.gateway.http.groups;

import static dev.weir.gateway.http.groups.ConsumerGroups.KIND;

import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.upstream.CallersUpstream;
import dev.weir.gateway.http.upstream.GroupKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ConsumerGroupsResource {
    static final String GROUPS = ApiPaths.CLUSTER + "/consumer-groups";
    static final String GROUP = GROUPS + "/{consumer_group_id}";
    private static final String CONSUMER = GROUP + "/consumers/{consumer_id}";

    private final CallersUpstream callers;

    ConsumerGroupsResource(CallersUpstream callers) {
        this.callers = callers;
    }

    @GET
    @Path(GROUPS)
    public Page<ConsumerGroupView> list(@Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaConsumerGroupList",
                links.url("/consumer-groups"),
                callers.ask(KIND::list),
                group -> ConsumerGroupView.of(group, links));
    }

    @GET
    @Path(GROUP)
    public ConsumerGroupView get(@PathParam("consumer_group_id") String group, @Context UriInfo request) {
        return ConsumerGroupView.of(callers.ask(upstream -> KIND.get(upstream, group)), callers.links(request));
    }

    @GET
    @Path(GROUP + "/consumers")
    public Page<ConsumerView> consumers(@PathParam("consumer_group_id") String group, @Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaConsumerList",
                links.url(ConsumerGroupView.path(group) + "/consumers"),
                callers.ask(upstream -> KIND.members(upstream, group)),
                member -> ConsumerView.of(group, member, links));
    }

    @GET
    @Path(CONSUMER)
    public ConsumerView consumer(
            @PathParam("consumer_group_id") String group,
            @PathParam("consumer_id") String consumer,
            @Context UriInfo request) {
        return ConsumerView.of(group, member(group, consumer), callers.links(request));
    }

    @GET
    @Path(CONSUMER + "/assignments")
    public Page<AssignmentView> assignments(
            @PathParam("consumer_group_id") String group,
            @PathParam("consumer_id") String consumer,
            @Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaConsumerAssignmentList",
                links.url(ConsumerView.path(group, consumer) + "/assignments"),
                assigned(group, consumer).stream().sorted(GroupKind.ORDER).toList(),
                partition -> AssignmentView.of(group, consumer, partition, links));
    }

    @GET
    @Path(CONSUMER + "/assignments/{topic_name}/partitions/{partition_id}")
    public AssignmentView assignment(
            @PathParam("consumer_group_id") String group,
            @PathParam("consumer_id") String consumer,
            @PathParam("topic_name") String topic,
            @PathParam("partition_id") int partition,
            @Context UriInfo request) {
        var wanted = new TopicPartition(topic, partition);
        if (!assigned(group, consumer).contains(wanted)) {
            throw new Problem.UnknownGroup("Consumer " + consumer + " doesn't read " + wanted + ".").asException();
        }
        return AssignmentView.of(group, consumer, wanted, callers.links(request));
    }

    private Set<TopicPartition> assigned(String group, String consumer) {
        return member(group, consumer).assignment().topicPartitions();
    }

    private MemberDescription member(String group, String consumer) {
        return callers.ask(upstream -> KIND.member(upstream, group, consumer));
    }
}
