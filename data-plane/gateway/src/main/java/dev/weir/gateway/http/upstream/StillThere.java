package dev.weir.gateway.http.upstream;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import java.util.Optional;
import org.apache.kafka.common.KafkaFuture;

/** For lists: what goes away, or is hidden, between being listed and being described isn't there. */
public final class StillThere {
    private StillThere() {}

    public static <T> Optional<T> described(KafkaFuture<T> description) {
        try {
            return Optional.of(Upstream.await(description));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.UnknownGroup
                    || e.problem() instanceof Problem.UnknownTopic
                    || e.problem() instanceof Problem.Forbidden) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
