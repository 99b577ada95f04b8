package dev.weir.controlplane.httporigin;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.cluster.Cluster;
import dev.weir.controlplane.cluster.ClusterStore;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.id.ClusterId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /weir/v1/clusters/{id}/http-origins}. */
@Path("/weir/v1/clusters/{id}/http-origins")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class HttpOriginsResource {
    private final CurrentCaller caller;
    private final ClusterStore clusters;
    private final ChangeHttpOrigins changeHttpOrigins;

    HttpOriginsResource(CurrentCaller caller, ClusterStore clusters, ChangeHttpOrigins changeHttpOrigins) {
        this.caller = caller;
        this.clusters = clusters;
        this.changeHttpOrigins = changeHttpOrigins;
    }

    /** Whose pages may use the cluster; none by default. */
    record HttpOriginsView(String apiVersion, String kind, List<String> origins) {
        static HttpOriginsView of(List<String> origins) {
            return new HttpOriginsView("weir/v1", "HttpOrigins", origins);
        }
    }

    /** All that shall be allowed from now on. */
    record HttpOriginsRequest(@Nullable List<@Nullable String> origins) {}

    @GET
    public HttpOriginsView get(String id) {
        return HttpOriginsView.of(
                changeHttpOrigins.read(find(id, Action.READ_CLUSTER).id()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public HttpOriginsView put(String id, HttpOriginsRequest body) {
        Cluster cluster = find(id, Action.CHANGE_CLUSTER);
        var fields = new Fields();
        List<String> wanted = Origins.checked(fields, Received.body(body).origins());
        fields.done();
        return HttpOriginsView.of(changeHttpOrigins.change(cluster.organization(), cluster.id(), wanted));
    }

    private Cluster find(String id, Action action) {
        Cluster found = clusters.find(caller.member().organization(), Received.id("cluster", id, ClusterId::new))
                .orElseThrow(() -> NotFound.of("cluster", id).toException());
        caller.require(action, Scope.of(found.environment(), found.id()));
        return found;
    }
}
