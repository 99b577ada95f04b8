package dev.weir.gateway.http.groups;

import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.upstream.CallersUpstream;
import dev.weir.gateway.http.upstream.Upstream;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
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
    private final ConsumerGroups groups;

    ConsumerGroupsResource(CallersUpstream callers, ConsumerGroups groups) {
        this.callers = callers;
        this.groups = groups;
    }

    @GET
    @Path(GROUPS)
    public Page<ConsumerGroupView> list(@Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            return Page.of(
                    "KafkaConsumerGroupList",
                    links.url("/consumer-groups"),
                    groups.list(upstream).stream()
                            .map(group -> ConsumerGroupView.of(group, links))
                            .toList());
        }
    }

    @GET
    @Path(GROUP)
    public ConsumerGroupView get(@PathParam("consumer_group_id") String group, @Context UriInfo request) {
        try (Upstream upstream = callers.open()) {
            return ConsumerGroupView.of(groups.get(upstream, group), callers.links(request));
        }
    }

    @GET
    @Path(GROUP + "/consumers")
    public Page<ConsumerView> consumers(@PathParam("consumer_group_id") String group, @Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            return Page.of(
                    "KafkaConsumerList",
                    links.url(ConsumerGroupView.path(group) + "/consumers"),
                    groups.get(upstream, group).members().stream()
                            .sorted(Comparator.comparing(MemberDescription::consumerId))
                            .map(member -> ConsumerView.of(group, member, links))
                            .toList());
        }
    }

    @GET
    @Path(CONSUMER)
    public ConsumerView consumer(
            @PathParam("consumer_group_id") String group,
            @PathParam("consumer_id") String consumer,
            @Context UriInfo request) {
        try (Upstream upstream = callers.open()) {
            return ConsumerView.of(group, groups.member(upstream, group, consumer), callers.links(request));
        }
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
                assigned(group, consumer).stream()
                        .map(partition -> AssignmentView.of(group, consumer, partition, links))
                        .toList());
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

    private List<TopicPartition> assigned(String group, String consumer) {
        try (Upstream upstream = callers.open()) {
            return groups.member(upstream, group, consumer).assignment().topicPartitions().stream()
                    .sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
                    .toList();
        }
    }
}
