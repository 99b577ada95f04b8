package dev.weir.controlplane.admin;

import dev.weir.controlplane.admin.SuspensionRows.Suspendable;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.logging.Logger;

/** Suspends and resumes: keys are refused and brokers stopped within a second, data is kept. */
@Path("/weir/v1/admin")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SuspensionResource {
    private static final Logger LOG = Logger.getLogger(SuspensionResource.class);

    private final CurrentCaller caller;
    private final OrganizationSuspension organizations;
    private final ClusterSuspension clusters;

    SuspensionResource(CurrentCaller caller, OrganizationSuspension organizations, ClusterSuspension clusters) {
        this.caller = caller;
        this.organizations = organizations;
        this.clusters = clusters;
    }

    @POST
    @Path("/organizations/{id}/suspend")
    public OrganizationView suspendOrganization(String id) {
        OrganizationId organization = organization(id);
        List<ClusterId> stopped = organizations.suspend(organization);
        LOG.infof("org=%s suspended clusters=%s", organization, stopped);
        return OrganizationView.of(organization, true, stopped);
    }

    @POST
    @Path("/organizations/{id}/resume")
    public OrganizationView resumeOrganization(String id) {
        OrganizationId organization = organization(id);
        List<ClusterId> started = organizations.resume(organization);
        LOG.infof("org=%s resumed clusters=%s", organization, started);
        return OrganizationView.of(organization, false, started);
    }

    @POST
    @Path("/clusters/{id}/suspend")
    public ClusterView suspendCluster(String id) {
        Suspendable cluster = clusters.suspend(cluster(id));
        LOG.infof("cluster=%s suspended", cluster.id());
        return ClusterView.of(cluster);
    }

    @POST
    @Path("/clusters/{id}/resume")
    public ClusterView resumeCluster(String id) {
        Suspendable cluster = clusters.resume(cluster(id));
        LOG.infof("cluster=%s resumed desired=%s", cluster.id(), cluster.desired());
        return ClusterView.of(cluster);
    }

    private OrganizationId organization(String id) {
        caller.platformAdmin();
        return Received.id("organization", id, OrganizationId::new);
    }

    private ClusterId cluster(String id) {
        caller.platformAdmin();
        return Received.id("cluster", id, ClusterId::new);
    }

    /**
     * What has become of an organization.
     *
     * @param clusters those that were stopped or started by this
     */
    record OrganizationView(String apiVersion, String kind, String id, boolean suspended, List<String> clusters) {
        static OrganizationView of(OrganizationId id, boolean suspended, List<ClusterId> changed) {
            return new OrganizationView(
                    "weir/v1",
                    "OrganizationSuspension",
                    id.value(),
                    suspended,
                    changed.stream().map(ClusterId::value).toList());
        }
    }

    /**
     * What has become of a cluster.
     *
     * @param suspended on its own, whatever its organization is
     * @param desiredState what it is made now
     */
    record ClusterView(String apiVersion, String kind, String id, boolean suspended, DesiredState desiredState) {
        static ClusterView of(Suspendable cluster) {
            return new ClusterView(
                    "weir/v1", "ClusterSuspension", cluster.id().value(), cluster.suspended(), cluster.desired());
        }
    }
}
