package dev.weir.gateway.http.streamsgroups;

import static dev.weir.gateway.http.streamsgroups.StreamsGroups.KIND;

import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.streamsgroups.StreamsGroupView.SubtopologyView;
import dev.weir.gateway.http.upstream.CallersUpstream;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;

@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class StreamsGroupsResource {
    static final String GROUPS = ApiPaths.CLUSTER + "/streams-groups";
    static final String GROUP = GROUPS + "/{group_id}";

    private final CallersUpstream callers;

    StreamsGroupsResource(CallersUpstream callers) {
        this.callers = callers;
    }

    @GET
    @Path(GROUPS)
    public Page<StreamsGroupView> list(@Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaStreamsGroupList",
                links.url("/streams-groups"),
                callers.ask(KIND::list),
                group -> StreamsGroupView.of(group, links));
    }

    @GET
    @Path(GROUP)
    public StreamsGroupView get(@PathParam("group_id") String group, @Context UriInfo request) {
        return StreamsGroupView.of(described(group), callers.links(request));
    }

    @GET
    @Path(GROUP + "/subtopologies")
    public Page<SubtopologyView> subtopologies(@PathParam("group_id") String group, @Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaStreamsGroupSubtopologyList",
                links.url(StreamsGroupView.path(group) + "/subtopologies"),
                described(group).subtopologies().stream()
                        .sorted(Comparator.comparing(StreamsGroupSubtopologyDescription::subtopologyId))
                        .toList(),
                subtopology -> SubtopologyView.of(group, subtopology, links));
    }

    @GET
    @Path(GROUP + "/subtopologies/{subtopology_id}")
    public SubtopologyView subtopology(
            @PathParam("group_id") String group,
            @PathParam("subtopology_id") String subtopology,
            @Context UriInfo request) {
        return described(group).subtopologies().stream()
                .filter(present -> present.subtopologyId().equals(subtopology))
                .findFirst()
                .map(found -> SubtopologyView.of(group, found, callers.links(request)))
                .orElseThrow(
                        () -> StreamsGroups.unknown("Group " + group + " has no subtopology " + subtopology + "."));
    }

    private StreamsGroupDescription described(String group) {
        return callers.ask(upstream -> KIND.get(upstream, group));
    }
}
