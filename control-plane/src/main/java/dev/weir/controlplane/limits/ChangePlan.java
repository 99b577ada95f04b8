package dev.weir.controlplane.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.controlplane.limits.PlanRows.PlanRow;
import dev.weir.controlplane.plan.PlanLimits;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.InUse;
import dev.weir.controlplane.problem.Problem.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes a plan, or changes its limits: those of clusters reach the clusters of all its organizations. */
@ApplicationScoped
class ChangePlan {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Where the limits stand in a body. */
    private static final String LIMITS = "/limits";

    private static final Logger LOG = Logger.getLogger(ChangePlan.class);

    private final SystemDatabase database;
    private final PlanRows plans;
    private final LimitRollout rollout;
    private final StoredLimits stored;

    ChangePlan(SystemDatabase database, PlanRows plans, LimitRollout rollout, StoredLimits stored) {
        this.database = database;
        this.plans = plans;
        this.rollout = rollout;
        this.stored = stored;
    }

    /** Writes all limits of a plan, whether it was there or not. */
    PlanRow put(String name, @Nullable JsonNode sent) {
        var fields = new Fields();
        String limits = new LimitDocument(fields, LIMITS, false).parse(sent).toString();
        fields.done();
        PlanLimits wanted = stored.require(limits, LIMITS);
        return database.inNewTransaction(connection -> {
            if (!plans.insert(connection, name, limits)) {
                write(connection, plans.lock(connection, name).orElseThrow(() -> unknown(name)), limits, wanted);
            }
            return plans.find(connection, name).orElseThrow(() -> unknown(name));
        });
    }

    /** Changes what the merge patch names. */
    PlanRow patch(String name, @Nullable JsonNode sent) {
        if (!NAME.matcher(name).matches()) {
            throw unknown(name);
        }
        var fields = new Fields();
        ObjectNode patch = sent == null
                ? JsonNodeFactory.instance.objectNode()
                : new LimitDocument(fields, LIMITS, true).parse(sent);
        fields.done();
        return database.inNewTransaction(connection -> {
            PlanRow old = plans.lock(connection, name).orElseThrow(() -> unknown(name));
            ObjectNode merged = LimitDocument.merge(stored.document(old.limits()), patch);
            merged.withObjectProperty("clusters");
            String limits = merged.toString();
            write(connection, old, limits, stored.require(limits, LIMITS));
            return plans.find(connection, name).orElseThrow(() -> unknown(name));
        });
    }

    Optional<PlanRow> find(String name) {
        return !NAME.matcher(name).matches()
                ? Optional.empty()
                : database.inNewTransaction(connection -> plans.find(connection, name));
    }

    List<PlanRow> all() {
        return database.inNewTransaction(plans::all);
    }

    private void write(Connection connection, PlanRow old, String limits, PlanLimits wanted) throws SQLException {
        PlanLimits before = stored.limits(old.limits());
        if (old.organizations() > 0
                && !wanted.clusters().keySet().containsAll(before.clusters().keySet())) {
            throw new InUse("plan", old.name(), List.of(old.organizations() + " organizations")).toException();
        }
        plans.update(connection, old.name(), limits);
        if (!wanted.clusters().equals(before.clusters())) {
            rollout.begin(connection, old.name());
        }
        LOG.infof("plan=%s changed organizations=%d", old.name(), old.organizations());
    }

    private static RuntimeException unknown(String name) {
        return NotFound.of("plan", name).toException();
    }
}
