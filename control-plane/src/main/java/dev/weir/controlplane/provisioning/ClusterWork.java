package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.outbox.Outbox;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.provisioning.plan.ClusterPlanner;
import dev.weir.controlplane.provisioning.plan.Step;
import dev.weir.controlplane.provisioning.secrets.ClusterSecrets;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * One piece of work: look, plan, act, and write down what came of it if the claim still holds. Whatever happens in
 * between, even the end of this process, the claim's lease ends and somebody does it again.
 */
@ApplicationScoped
class ClusterWork {
    private static final Logger LOG = Logger.getLogger(ClusterWork.class);

    private final SystemDatabase database;
    private final WorkQueue queue;
    private final ClusterRows rows;
    private final ClusterSecrets secrets;
    private final Outbox outbox;
    private final ClusterPlanner planner = new ClusterPlanner();

    ClusterWork(SystemDatabase database, WorkQueue queue, ClusterRows rows, ClusterSecrets secrets, Outbox outbox) {
        this.database = database;
        this.queue = queue;
        this.rows = rows;
        this.secrets = secrets;
        this.outbox = outbox;
    }

    void perform(Claim claim) {
        try {
            ClusterRows.View view = database.inNewTransaction(connection -> rows.view(connection, claim));
            List<Step> steps = planner.plan(view.situation());
            long announced = claim.announced();
            if (steps.stream().anyMatch(Step.Announce.class::isInstance)) {
                view.ground().apply(view.desired());
                announced = Math.max(announced, view.desired().generation());
                LOG.infof("cluster=%s generation=%d announced=again", claim.cluster(), announced);
            }
            write(claim, steps, announced);
        } catch (ClaimLost e) {
            LOG.debugf("cluster=%s claim=lost", claim.cluster());
        } catch (RuntimeException e) {
            LOG.warnf(e, "cluster=%s attempt=%d failed, will be tried again", claim.cluster(), claim.attempt());
            giveBack(claim);
        }
    }

    private void write(Claim claim, List<Step> steps, long announced) {
        database.inNewTransaction(connection -> {
            rows.lock(connection, claim.cluster());
            for (Step step : steps) {
                boolean held = switch (step) {
                    case Step.Announce _ -> true;
                    case Step.Show(var shown) -> rows.show(connection, claim.cluster(), shown);
                    case Step.Forget _ -> forget(connection, claim.cluster());
                    case Step.Await _ -> queue.await(connection, claim, announced);
                    case Step.Finish _ -> queue.finish(connection, claim);
                };
                if (!held) {
                    throw new ClaimLost();
                }
            }
            return claim;
        });
        steps.stream()
                .filter(step -> step instanceof Step.Show || step instanceof Step.Forget)
                .forEach(step -> LOG.infof("cluster=%s step=%s", claim.cluster(), step));
    }

    private boolean forget(Connection connection, ClusterId cluster) throws SQLException {
        ClusterSecret nothing = secrets.destroy(connection, cluster);
        outbox.publish(PlatformTopic.CLUSTER_SECRETS, cluster.value(), nothing);
        return rows.forget(connection, cluster);
    }

    private void giveBack(Claim claim) {
        try {
            queue.failed(claim);
        } catch (RuntimeException e) {
            LOG.debugf(e, "cluster=%s not given back, its lease will end", claim.cluster());
        }
    }

    /** Somebody requested anew or took over: what this claim wanted to write isn't true any more. */
    private static final class ClaimLost extends RuntimeException {
        ClaimLost() {
            super(null, null, false, false);
        }
    }
}
