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
import java.util.List;

/** The copies of a topic's partitions. */
@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ReplicasResource {
    private static final String REPLICAS = ApiPaths.PARTITION + "/replicas";

    private final CallersUpstream callers;

    ReplicasResource(CallersUpstream callers) {
        this.callers = callers;
    }

    @GET
    @Path(REPLICAS)
    public Page<ReplicaView> replicas(
            @PathParam("topic_name") String topic, @PathParam("partition_id") int partition, @Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaReplicaList",
                links.url("/topics/" + Links.segment(topic) + "/partitions/" + partition + "/replicas"),
                of(topic, partition, links));
    }

    @GET
    @Path(REPLICAS + "/{broker_id}")
    public ReplicaView replica(
            @PathParam("topic_name") String topic,
            @PathParam("partition_id") int partition,
            @PathParam("broker_id") int broker,
            @Context UriInfo request) {
        return of(topic, partition, callers.links(request)).stream()
                .filter(replica -> replica.brokerId() == broker)
                .findFirst()
                .orElseThrow(() -> new Problem.UnknownTopic("Partition " + partition + " of topic " + topic
                                + " has no replica on broker " + broker + ".")
                        .asException());
    }

    private List<ReplicaView> of(String topic, int partition, Links links) {
        try (Upstream upstream = callers.open()) {
            upstream.requirePartition(topic, partition);
            return ReplicaView.of(topic, upstream.describe(topic).partitions().get(partition), links);
        }
    }
}
