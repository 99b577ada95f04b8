package dev.weir.controlplane.plan;

import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.plan.OrganizationLimits;
import dev.weir.tenants.plan.Plan;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which plans there are, with their limits. */
@Path("/weir/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PlansResource {
    private final PlanStore plans;

    PlansResource(PlanStore plans) {
        this.plans = plans;
    }

    @GET
    public PlanList list() {
        return new PlanList(
                "weir/v1", "PlanList", plans.all().stream().map(PlanView::of).toList());
    }

    /** All plans. */
    record PlanList(String apiVersion, String kind, List<PlanView> data) {}

    /**
     * One plan.
     *
     * @param clusters the limits of a cluster by its kind; kinds that are missing aren't offered
     */
    record PlanView(String id, OrganizationLimits organization, Map<String, ClusterLimits> clusters) {
        static PlanView of(Plan plan) {
            var clusters = new TreeMap<String, ClusterLimits>();
            plan.clusters().forEach((kind, limits) -> clusters.put(kind.apiName(), limits));
            return new PlanView(plan.name(), plan.organization(), clusters);
        }
    }
}
