package dev.weir.operator.status;

import dev.weir.operator.broker.Crew;
import dev.weir.operator.broker.Design;
import dev.weir.operator.rolling.Turn;
import dev.weir.operator.status.Statuses.Finding;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says in a word how a cluster is. */
public final class Judgement {
    private Judgement() {}

    /**
     * Judges.
     *
     * @param turn what the roll does next
     * @param obstacle why no pod or no volume can be made, as far as events say
     */
    public static Finding of(Design design, Crew crew, Turn turn, Optional<Trouble> obstacle, Instant now) {
        boolean rolling = !(turn instanceof Turn.Done);
        long ready = crew.ready();
        if (!design.runs()) {
            return crew.pods().isEmpty()
                    ? new Finding(
                            Phase.STOPPED, "Suspended", "its brokers are stopped, its data is kept", List.of(), false)
                    : new Finding(Phase.STARTING, "Suspending", "its brokers are being stopped", List.of(), true);
        }
        if (ready == design.brokers()) {
            return new Finding(
                    Phase.RUNNING, rolling ? "Rolling" : "", words(turn), Statuses.addresses(design), rolling);
        }
        Optional<Trouble> trouble = obstacle.or(() -> Trouble.of(crew, now));
        String reason = trouble.map(Trouble::reason).orElse("");
        String message = trouble.map(Trouble::message).orElse("");
        if (hasServed(design) && (ready * 2 > design.brokers() || rolling)) {
            return new Finding(
                    Phase.RUNNING,
                    reason.isEmpty() ? rolling ? "Rolling" : "Degraded" : reason,
                    message.isEmpty() ? ready + " of " + design.brokers() + " brokers serve" : message,
                    Statuses.addresses(design),
                    rolling);
        }
        boolean hopeless = trouble.map(Trouble::hopeless).orElse(false);
        return new Finding(hopeless ? Phase.FAILED : Phase.STARTING, reason, message, List.of(), rolling);
    }

    public static boolean hasServed(Design design) {
        var before = design.cluster().getStatus();
        return before != null && before.phase() == Phase.RUNNING;
    }

    private static String words(Turn turn) {
        return switch (turn) {
            case Turn.Done _ -> "";
            case Turn.Wait(var why) -> why;
            case Turn.Replace(var node) -> "broker " + node + " is being replaced";
        };
    }
}
