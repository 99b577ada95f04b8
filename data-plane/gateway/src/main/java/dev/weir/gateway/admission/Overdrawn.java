package dev.weir.gateway.admission;

import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A rate of which more was used than there was.
 *
 * @param exceeded which; its usage is what was charged within the last second's worth
 * @param nanos after which it is paid for
 */
public record Overdrawn(Exceeded exceeded, long nanos) {
    /** Nothing when nothing is owed. */
    static Optional<Overdrawn> of(String limit, long value, long nanos) {
        if (nanos <= 0) {
            return Optional.empty();
        }
        double more = (double) nanos / TimeUnit.SECONDS.toNanos(1) * value;
        return Optional.of(new Overdrawn(new Exceeded(limit, value, value + (long) Math.ceil(more), 0), nanos));
    }

    /** The one that takes longest. */
    static Optional<Overdrawn> longest(Stream<Optional<Overdrawn>> all) {
        return all.flatMap(Optional::stream).max(Comparator.comparingLong(Overdrawn::nanos));
    }
}
