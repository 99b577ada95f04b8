package dev.weir.gateway.http.topics;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.problem.Problem;
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

/** A topic's settings and partitions. */
@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TopicDetailsResource {
    private final CurrentCaller current;
    private final Upstreams upstreams;
    private final Topics topics;

    TopicDetailsResource(CurrentCaller current, Upstreams upstreams, Topics topics) {
        this.current = current;
        this.upstreams = upstreams;
        this.topics = topics;
    }

    @GET
    @Path(ApiPaths.TOPIC + "/configs")
    public Page<TopicConfigView> configs(@PathParam("topic_name") String topic, @Context UriInfo request) {
        Links links = links(request);
        return Page.of("KafkaTopicConfigList", links.url("/topics/" + topic + "/configs"), settings(topic, links));
    }

    @GET
    @Path(ApiPaths.TOPIC + "/configs/{name}")
    public TopicConfigView config(
            @PathParam("topic_name") String topic, @PathParam("name") String name, @Context UriInfo request) {
        return settings(topic, links(request)).stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Problem.UnknownTopic("Topic " + topic + " has no setting " + name + ".").asException());
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

    private List<TopicConfigView> settings(String topic, Links links) {
        try (Upstream upstream = open()) {
            return topics.settings(upstream, topic).stream()
                    .map(setting -> TopicConfigView.of(topic, setting, links))
                    .toList();
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
