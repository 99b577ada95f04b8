package dev.weir.controlplane.cluster;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.cluster.ClusterBody.ClusterView;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.id.ClusterId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /weir/v1/clusters/{id}/retry}. */
@Path("/weir/v1/clusters/{id}/retry")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ClusterRetryResource {
    private final CurrentCaller caller;
    private final RetryCluster retryCluster;
    private final ClusterViews views;

    ClusterRetryResource(CurrentCaller caller, RetryCluster retryCluster, ClusterViews views) {
        this.caller = caller;
        this.retryCluster = retryCluster;
        this.views = views;
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(value = ClusterView.class, responseCode = "202")
    public ClusterView retry(String id) {
        return views.of(
                retryCluster.retry(caller.administrator().organization(), Received.id("cluster", id, ClusterId::new)));
    }
}
