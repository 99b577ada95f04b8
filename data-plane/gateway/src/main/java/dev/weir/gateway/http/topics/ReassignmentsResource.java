package dev.weir.gateway.http.topics;

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

/** Partitions whose copies move from broker to broker. The platform moves them; whoever may see the cluster can watch. */
@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ReassignmentsResource {
    private static final String KIND = "KafkaReassignmentList";

    private final CallersUpstream callers;

    ReassignmentsResource(CallersUpstream callers) {
        this.callers = callers;
    }

    @GET
    @Path(ApiPaths.TOPICS + "/-/partitions/-/reassignment")
    public Page<ReassignmentView> all(@Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            return Page.of(KIND, links.url("/topics/-/partitions/-/reassignment"), moving(upstream, links));
        }
    }

    @GET
    @Path(ApiPaths.TOPIC + "/partitions/-/reassignment")
    public Page<ReassignmentView> ofTopic(@PathParam("topic_name") String topic, @Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            upstream.describe(topic);
            return Page.of(
                    KIND,
                    links.url("/topics/" + Links.segment(topic) + "/partitions/-/reassignment"),
                    moving(upstream, links).stream()
                            .filter(move -> move.topicName().equals(topic))
                            .toList());
        }
    }

    @GET
    @Path(ApiPaths.PARTITION + "/reassignment")
    public ReassignmentView ofPartition(
            @PathParam("topic_name") String topic, @PathParam("partition_id") int partition, @Context UriInfo request) {
        try (Upstream upstream = callers.open()) {
            upstream.requirePartition(topic, partition);
            return moving(upstream, callers.links(request)).stream()
                    .filter(move -> move.topicName().equals(topic) && move.partitionId() == partition)
                    .findFirst()
                    .orElseThrow(() -> new Problem.UnknownTopic(
                                    "Partition " + partition + " of topic " + topic + " doesn't move.")
                            .asException());
        }
    }

    private static List<ReassignmentView> moving(Upstream upstream, Links links) {
        return Upstream.await(upstream.admin().listPartitionReassignments().reassignments()).entrySet().stream()
                .map(move -> ReassignmentView.of(move.getKey(), move.getValue(), links))
                .sorted(Comparator.comparing(ReassignmentView::topicName)
                        .thenComparingInt(ReassignmentView::partitionId))
                .toList();
    }
}
