package dev.weir.gateway.http.topics;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** A topic's partitions. */
@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PartitionsResource {
    private final CurrentCaller current;
    private final Upstreams upstreams;

    PartitionsResource(CurrentCaller current, Upstreams upstreams) {
        this.current = current;
        this.upstreams = upstreams;
    }

    @GET
    @Path(ApiPaths.TOPIC + "/partitions")
    public Page<PartitionView> partitions(@PathParam("topic_name") String topic, @Context UriInfo request) {
        Links links = links(request);
        try (Upstream upstream = open()) {
            List<PartitionView> partitions = upstream.describe(topic).partitions().stream()
                    .map(partition -> PartitionView.of(topic, partition, links))
                    .toList();
            return Page.of("KafkaPartitionList", links.url("/topics/" + topic + "/partitions"), partitions);
        }
    }

    @GET
    @Path(ApiPaths.PARTITION)
    public PartitionView partition(
            @PathParam("topic_name") String topic, @PathParam("partition_id") int partition, @Context UriInfo request) {
        try (Upstream upstream = open()) {
            upstream.requirePartition(topic, partition);
            return PartitionView.of(topic, upstream.describe(topic).partitions().get(partition), links(request));
        }
    }

    private Upstream open() {
        Caller caller = current.get();
        return upstreams.open(caller.cluster(), caller.principal());
    }

    private Links links(UriInfo request) {
        return Links.of(request, current.get().cluster());
    }
}
