package dev.weir.gateway.http.groups;

import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.upstream.CallersUpstream;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** How far groups are behind. */
@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class LagsResource {
    private final CallersUpstream callers;
    private final GroupLags groupLags;

    LagsResource(CallersUpstream callers, GroupLags groupLags) {
        this.callers = callers;
        this.groupLags = groupLags;
    }

    @GET
    @Path(ConsumerGroupsResource.GROUP + "/lag-summary")
    public LagSummaryView summary(@PathParam("consumer_group_id") String group, @Context UriInfo request) {
        return LagSummaryView.of(group, of(group), callers.links(request))
                .orElseThrow(
                        () -> new Problem.UnknownGroup("Group " + group + " has committed no offsets.").asException());
    }

    @GET
    @Path(ConsumerGroupsResource.GROUP + "/lags")
    public Page<LagView> lags(@PathParam("consumer_group_id") String group, @Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaConsumerLagList",
                links.url(ConsumerGroupView.path(group) + "/lags"),
                of(group),
                lag -> LagView.of(group, lag, links));
    }

    @GET
    @Path(ConsumerGroupsResource.GROUP + "/lags/{topic_name}/partitions/{partition_id}")
    public LagView lag(
            @PathParam("consumer_group_id") String group,
            @PathParam("topic_name") String topic,
            @PathParam("partition_id") int partition,
            @Context UriInfo request) {
        var wanted = new TopicPartition(topic, partition);
        return of(group).stream()
                .filter(lag -> lag.partition().equals(wanted))
                .findFirst()
                .map(lag -> LagView.of(group, lag, callers.links(request)))
                .orElseThrow(
                        () -> new Problem.UnknownGroup("Group " + group + " has committed nothing for " + wanted + ".")
                                .asException());
    }

    private List<Lag> of(String group) {
        return callers.ask(upstream -> groupLags.of(upstream, group));
    }
}
