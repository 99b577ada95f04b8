package dev.weir.controlplane.plan;

import dev.weir.tenants.plan.Plan;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

@ApplicationScoped
@Transactional
class PanachePlanStore implements PlanStore, PanacheRepositoryBase<PlanEntity, String> {
    @Override
    public Plan get(String name) {
        return findByIdOptional(name)
                .orElseThrow(() -> new IllegalStateException("no plan " + name))
                .toPlan();
    }

    @Override
    public List<Plan> all() {
        return listAll(Sort.by("name")).stream().map(PlanEntity::toPlan).toList();
    }
}
