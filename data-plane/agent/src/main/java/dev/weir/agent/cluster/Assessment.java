package dev.weir.agent.cluster;

import dev.weir.agent.supervision.PartState;
import dev.weir.agent.supervision.PartState.Held;
import dev.weir.agent.supervision.PartState.Running;
import dev.weir.agent.supervision.PartState.Waiting;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.util.List;
import java.util.Optional;

/**
 * How a cluster is, judged by its brokers.
 *
 * @param phase how far it is
 * @param reason one word, empty when all is well
 * @param message a sentence, empty when all is well
 */
record Assessment(Phase phase, String reason, String message) {
    /** It serves, but not all of its brokers do. */
    static final String DEGRADED = "Degraded";

    private static final int HOPELESS = 5;

    /**
     * Judges.
     *
     * @param brokers each broker's state
     * @param served whether the cluster has served since it was started: then the loss of a few brokers isn't the end
     */
    static Assessment of(List<PartState> brokers, boolean served) {
        long running = brokers.stream().filter(Running.class::isInstance).count();
        if (running == brokers.size()) {
            return new Assessment(Phase.RUNNING, "", "");
        }
        if (brokers.stream().allMatch(Held.class::isInstance)) {
            return new Assessment(Phase.STOPPED, "Held", "its brokers were stopped on this machine by weir stop");
        }
        Optional<Waiting> worst = brokers.stream()
                .filter(Waiting.class::isInstance)
                .map(Waiting.class::cast)
                .max((one, other) -> Integer.compare(one.failures(), other.failures()));
        String message = worst.map(waiting -> "a broker " + waiting.exit().reason() + " and is started again")
                .orElse("");
        String reason = worst.isPresent() ? "BrokerExited" : "";
        if (served && running * 2 > brokers.size()) {
            return new Assessment(Phase.RUNNING, message.isEmpty() ? "" : DEGRADED, message);
        }
        boolean hopeless = worst.map(Waiting::failures).orElse(0) >= HOPELESS;
        return new Assessment(hopeless ? Phase.FAILED : Phase.STARTING, reason, message);
    }
}
