package dev.weir.controlplane.topic;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.cluster.ClusterStore;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.id.ClusterId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /weir/v1/clusters/{id}/topics}. */
@Path("/weir/v1/clusters/{id}/topics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TopicsResource {
    private final CurrentCaller caller;
    private final ClusterStore clusters;
    private final TopicRows topics;
    private final Links links;

    TopicsResource(CurrentCaller caller, ClusterStore clusters, TopicRows topics, Links links) {
        this.caller = caller;
        this.clusters = clusters;
        this.topics = topics;
        this.links = links;
    }

    @GET
    public ListBody<TopicBody> list(
            String id,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        var organization = caller.member().organization();
        ClusterId cluster = Received.id("cluster", id, ClusterId::new);
        var found = clusters.find(organization, cluster)
                .orElseThrow(() -> NotFound.of("cluster", id).toException());
        caller.require(Action.READ_CLUSTER, Scope.of(found.environment(), cluster));
        String path = "/weir/v1/clusters/" + cluster + "/topics";
        var request = PageRequest.parse(organization, path, size, token);
        return ListBody.of(
                links,
                TopicBody.API,
                "TopicList",
                path,
                Map.of(),
                topics.list(request, cluster).map(TopicBody::of));
    }
}
