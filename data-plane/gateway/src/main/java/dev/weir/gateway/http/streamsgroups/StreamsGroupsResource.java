package dev.weir.gateway.http.streamsgroups;

import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.streamsgroups.StreamsGroupView.SubtopologyView;
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
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;

@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class StreamsGroupsResource {
    static final String GROUPS = ApiPaths.CLUSTER + "/streams-groups";
    static final String GROUP = GROUPS + "/{group_id}";

    private final CallersUpstream callers;
    private final StreamsGroups groups;

    StreamsGroupsResource(CallersUpstream callers, StreamsGroups groups) {
        this.callers = callers;
        this.groups = groups;
    }

    @GET
    @Path(GROUPS)
    public Page<StreamsGroupView> list(@Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            return Page.of(
                    "KafkaStreamsGroupList",
                    links.url("/streams-groups"),
                    groups.list(upstream).stream()
                            .map(group -> StreamsGroupView.of(group, links))
                            .toList());
        }
    }

    @GET
    @Path(GROUP)
    public StreamsGroupView get(@PathParam("group_id") String group, @Context UriInfo request) {
        try (Upstream upstream = callers.open()) {
            return StreamsGroupView.of(groups.get(upstream, group), callers.links(request));
        }
    }

    @GET
    @Path(GROUP + "/subtopologies")
    public Page<SubtopologyView> subtopologies(@PathParam("group_id") String group, @Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            return Page.of(
                    "KafkaStreamsGroupSubtopologyList",
                    links.url(StreamsGroupView.path(group) + "/subtopologies"),
                    groups.get(upstream, group).subtopologies().stream()
                            .sorted(Comparator.comparing(StreamsGroupSubtopologyDescription::subtopologyId))
                            .map(subtopology -> SubtopologyView.of(group, subtopology, links))
                            .toList());
        }
    }

    @GET
    @Path(GROUP + "/subtopologies/{subtopology_id}")
    public SubtopologyView subtopology(
            @PathParam("group_id") String group,
            @PathParam("subtopology_id") String subtopology,
            @Context UriInfo request) {
        try (Upstream upstream = callers.open()) {
            return SubtopologyView.of(group, groups.subtopology(upstream, group, subtopology), callers.links(request));
        }
    }
}
