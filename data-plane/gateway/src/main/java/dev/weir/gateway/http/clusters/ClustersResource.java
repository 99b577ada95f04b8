package dev.weir.gateway.http.clusters;

import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ClustersResource {
    private final CurrentCaller caller;

    ClustersResource(CurrentCaller caller) {
        this.caller = caller;
    }

    @GET
    public Page<ClusterView> list(@Context UriInfo request) {
        Links links = Links.of(request, caller.get().cluster());
        return Page.of("KafkaClusterList", links.clusters(), List.of(ClusterView.of(links)));
    }

    @GET
    @Path(ApiPaths.CLUSTER)
    public ClusterView get(@Context UriInfo request) {
        return ClusterView.of(Links.of(request, caller.get().cluster()));
    }
}
