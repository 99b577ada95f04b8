package dev.weir.agent.cluster;

import dev.weir.agent.admin.ClusterLogin;
import dev.weir.agent.pursuit.Pursuit;
import dev.weir.agent.scaling.Fleet;
import dev.weir.agent.scaling.ScalingDuty;
import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.Supervisor;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Leads one cluster's brokers to what they should be, beside its keeper, and says how far it is. */
final class Rescaling {
    private static final String SCALING = "Scaling";

    private final Consumer<ClusterKeeper.Message> keeper;
    private final Pursuit<Goal> pursuit;
    private volatile String progress = "";
    private String obstacle = "";

    Rescaling(String cluster, Consumer<ClusterKeeper.Message> keeper) {
        this.keeper = keeper;
        this.pursuit = new Pursuit<>(
                "rescaling " + cluster,
                this::perform,
                done -> keeper.accept(new ClusterKeeper.Message.Settled(done.target())));
    }

    void pursue(List<Supervisor> supervisors, List<Part> parts, ClusterDesired target, ClusterLogin login) {
        var goal = new Goal(new Fleet(supervisors, parts), target, login);
        progress = "brokers are being changed";
        pursuit.pursue(goal);
    }

    /** Why the cluster can't get what it should have; empty when it can. */
    void hinder(String why) {
        obstacle = why;
    }

    void drop() throws InterruptedException {
        pursuit.drop();
    }

    /** The judgement on a cluster that serves, with how far it has come. */
    Assessment over(Assessment found) {
        if (found.phase() == Phase.RUNNING && !obstacle.isEmpty()) {
            return new Assessment(found.phase(), SCALING, obstacle);
        }
        if (found.phase() != Phase.RUNNING || !pursuit.isUnderWay()) {
            return found;
        }
        String trouble = pursuit.trouble();
        return new Assessment(found.phase(), SCALING, trouble.isEmpty() ? progress : progress + "; " + trouble);
    }

    private void perform(Goal goal) throws IOException, InterruptedException {
        new ScalingDuty(goal.fleet(), this::tell).perform(goal.login());
    }

    private void tell(String what) {
        if (!what.equals(progress)) {
            progress = what;
            keeper.accept(new ClusterKeeper.Message.Progress());
        }
    }

    private record Goal(Fleet fleet, ClusterDesired target, ClusterLogin login) {}
}
