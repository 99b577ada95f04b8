package dev.weir.controlplane.plan;

import dev.weir.tenants.plan.Plan;
import java.util.List;

/** The plans there are. */
public interface PlanStore {
    /** A plan that an organization has; it is never missing. */
    Plan get(String name);

    List<Plan> all();
}
