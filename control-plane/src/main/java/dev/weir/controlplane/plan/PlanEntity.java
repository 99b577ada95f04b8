package dev.weir.controlplane.plan;

import dev.weir.tenants.plan.Plan;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Immutable
@Table(name = "plan")
class PlanEntity {
    @Id
    @Column
    String name;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    PlanLimits limits;

    Plan toPlan() {
        return new Plan(name, limits.organization(), limits.clusters());
    }
}
