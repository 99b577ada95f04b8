package dev.weir.gateway.http.topics;

import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.admission.Creations;
import dev.weir.gateway.admission.Exceeded;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.watch.Dues;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Keeps the sum of a cluster's partitions within its plan, in turns with whoever makes some through the Kafka port. */
@ApplicationScoped
class PartitionLimit {
    private final Dues dues;
    private final Creations creations;

    PartitionLimit(Dues dues, Creations creations) {
        this.dues = dues;
        this.creations = creations;
    }

    /** A problem when they wouldn't fit. Nobody else makes any until this returns. Blocks. */
    void check(ClusterId cluster, Creations.Wanted wanted) {
        dues.of(cluster).ifPresent(admission -> turn(admission, wanted).end());
    }

    /** As {@link #check}, then makes them. */
    <T> T within(ClusterId cluster, Creations.Wanted wanted, Supplier<T> make) {
        Optional<ClusterAdmission> admission = dues.of(cluster);
        if (admission.isEmpty()) {
            return make.get();
        }
        Creations.Turn turn = turn(admission.get(), wanted);
        try {
            T made = make.get();
            turn.endAfterAnswer();
            return made;
        } finally {
            turn.end();
        }
    }

    private Creations.Turn turn(ClusterAdmission admission, Creations.Wanted wanted) {
        Creations.Turn turn;
        try {
            turn = creations.admit(admission, wanted).join();
        } catch (CompletionException _) {
            throw new Problem.Unavailable("The cluster's partitions couldn't be counted.", Duration.ofSeconds(1))
                    .asException();
        }
        Exceeded exceeded = turn.exceeded();
        if (exceeded != null) {
            turn.end();
            throw new Problem.Invalid(exceeded.message() + ".").asException();
        }
        return turn;
    }
}
