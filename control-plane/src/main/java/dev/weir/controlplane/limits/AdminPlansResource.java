package dev.weir.controlplane.limits;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.limits.PlanRows.PlanRow;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Received;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Plans, for whoever runs this Weir. */
@Path("/weir/v1/admin/plans")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AdminPlansResource {
    private final CurrentCaller caller;
    private final ChangePlan plans;
    private final StoredLimits stored;

    AdminPlansResource(CurrentCaller caller, ChangePlan plans, StoredLimits stored) {
        this.caller = caller;
        this.plans = plans;
        this.stored = stored;
    }

    @GET
    public AdminPlanList list() {
        caller.platformAdmin();
        return new AdminPlanList(
                "weir/v1", "PlanList", plans.all().stream().map(this::view).toList());
    }

    @GET
    @Path("/{id}")
    public AdminPlanView get(String id) {
        caller.platformAdmin();
        return view(plans.find(id).orElseThrow(() -> NotFound.of("plan", id).toException()));
    }

    /** All limits, for a new plan or a known one. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public AdminPlanView put(String id, AdminPlanBody plan) {
        caller.platformAdmin();
        if (!ChangePlan.NAME.matcher(id).matches()) {
            throw Problem.invalid("/id", "must match " + ChangePlan.NAME).toException();
        }
        return view(plans.put(id, Received.body(plan).limits()));
    }

    /** Some limits; null takes one away, so that its default holds, or a kind of cluster out of a plan of nobody. */
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public AdminPlanView patch(String id, AdminPlanBody plan) {
        caller.platformAdmin();
        return view(plans.patch(id, Received.body(plan).limits()));
    }

    private AdminPlanView view(PlanRow plan) {
        return new AdminPlanView(
                "weir/v1",
                "Plan",
                plan.name(),
                LimitDocument.shown(stored.document(plan.limits())),
                plan.organizations());
    }

    /** What can be set. */
    record AdminPlanBody(
            @Schema(implementation = LimitsShape.class) @Nullable
            JsonNode limits) {}

    /** All plans. */
    record AdminPlanList(String apiVersion, String kind, List<AdminPlanView> data) {}

    /**
     * One plan.
     *
     * @param organizations how many have it
     */
    record AdminPlanView(
            String apiVersion,
            String kind,
            String id,
            @Schema(implementation = LimitsShape.class) JsonNode limits,
            long organizations) {}
}
