package dev.weir.controlplane.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.controlplane.limits.OrganizationRows.OrganizationRow;
import dev.weir.controlplane.plan.PlanLimits;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives an organization another plan, or limits of its own. A limit below what is in use takes nothing away; it only
 * lets nothing more in.
 */
@ApplicationScoped
class ChangeOrganizationLimits {
    private static final Logger LOG = Logger.getLogger(ChangeOrganizationLimits.class);

    private final SystemDatabase database;
    private final OrganizationRows organizations;
    private final PlanRows plans;
    private final AnnouncedLimits announced;
    private final StoredLimits stored;

    ChangeOrganizationLimits(
            SystemDatabase database,
            OrganizationRows organizations,
            PlanRows plans,
            AnnouncedLimits announced,
            StoredLimits stored) {
        this.database = database;
        this.organizations = organizations;
        this.plans = plans;
        this.announced = announced;
        this.stored = stored;
    }

    /**
     * @param plan the new plan's name; null to keep the present one
     * @param limits a merge patch over its own limits; null to keep them
     */
    void change(OrganizationId id, @Nullable String plan, @Nullable JsonNode limits) {
        var fields = new Fields();
        ObjectNode patch = limits == null ? null : new LimitDocument(fields, "/limits", true).parse(limits);
        fields.done();
        database.inNewTransaction(connection -> {
            OrganizationRow old = organizations
                    .lock(connection, id)
                    .orElseThrow(() -> NotFound.of("organization", id.value()).toException());
            if (plan != null) {
                setPlan(connection, id, plan);
            }
            if (patch != null) {
                String own =
                        LimitDocument.merge(stored.document(old.own()), patch).toString();
                organizations.setLimits(connection, id, own);
            }
            OrganizationRow changed = organizations.find(connection, id).orElseThrow();
            PlanLimits effective = stored.require(changed.effective(), "/limits");
            requireOffered(connection, changed, effective);
            PlanLimits before = stored.limits(old.effective());
            var told = announced.announce(
                    connection,
                    id,
                    kind -> !Objects.equals(
                            before.clusters().get(kind), effective.clusters().get(kind)));
            LOG.infof("org=%s plan=%s limits changed clusters=%s", id, changed.plan(), told);
            return told;
        });
    }

    private void setPlan(Connection connection, OrganizationId id, String plan) throws SQLException {
        if (plans.find(connection, plan).isEmpty()) {
            throw new NotFound("plan", plan, "/plan").toException();
        }
        organizations.setPlan(connection, id, plan);
    }

    private void requireOffered(Connection connection, OrganizationRow organization, PlanLimits effective)
            throws SQLException {
        for (ClusterKind kind : announced.kinds(connection, organization.id())) {
            if (!effective.clusters().containsKey(kind)) {
                throw Problem.invalid(
                                "/plan", "doesn't offer " + kind.apiName() + ", of which the organization has clusters")
                        .toException();
            }
        }
        Iterator<String> kinds =
                stored.document(organization.own()).path("clusters").fieldNames();
        while (kinds.hasNext()) {
            ClusterKind kind = ClusterKind.valueOf(kinds.next());
            if (!effective.clusters().containsKey(kind)) {
                throw Problem.invalid("/limits/clusters/" + kind.apiName(), "isn't offered by the plan")
                        .toException();
            }
        }
    }
}
