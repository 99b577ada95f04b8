package dev.weir.gateway.admission;

import dev.weir.tenants.id.ClusterId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the requests that make partitions pass one by one in each cluster: whoever is next is judged by a count that
 * knows what those before have made. So a limit holds however many ask at once.
 */
public final class Creations {
    private static final int LONGEST_TURN_SECONDS = 30;
    /** A broker may answer before its own view of the cluster has what was made; or it made nothing. */
    private static final long LONGEST_UNSEEN_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** The broker may still be at it, or never have begun. */
    private static final long LONGEST_ABANDONED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int PAUSE_MILLIS = 10;

    private final Function<ClusterId, CompletableFuture<Map<String, Integer>>> counting;
    private final Map<ClusterId, Turn> last = new ConcurrentHashMap<>();
    private final Map<ClusterId, Made> made = new ConcurrentHashMap<>();

    /** @param counting asks a cluster how many partitions each of its topics has, internal ones left out */
    public Creations(Function<ClusterId, CompletableFuture<Map<String, Integer>>> counting) {
        this.counting = counting;
    }

    /** What somebody asks for. */
    @FunctionalInterface
    public interface Wanted {
        /** How many partitions more there would be. */
        long partitions(Map<String, Integer> existing);
    }

    /** What was asked for last, and up to when a count has to wait for it. */
    private record Made(Wanted what, long until) {
        boolean isWaitedFor(Map<String, Integer> existing) {
            return what.partitions(existing) > 0 && until - System.nanoTime() > 0;
        }
    }

    /** Somebody's turn, which ends when the broker has answered. */
    public final class Turn {
        private final ClusterId cluster;
        private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
        private final Wanted wanted;
        private volatile long more;
        private volatile @Nullable Exceeded exceeded;

        private Turn(ClusterId cluster, Wanted wanted) {
            this.cluster = cluster;
            this.wanted = wanted;
        }

        /** The broker has answered. */
        public void endAfterAnswer() {
            endWhenSeen(LONGEST_UNSEEN_NANOS);
        }

        /** Who asked is gone before the broker has answered: what was asked may be made all the same. */
        public void abandon() {
            endWhenSeen(LONGEST_ABANDONED_NANOS);
        }

        private void endWhenSeen(long patience) {
            var latest = new Made(wanted, System.nanoTime() + patience);
            made.put(cluster, latest);
            CompletableFuture.delayedExecutor(patience, TimeUnit.NANOSECONDS)
                    .execute(() -> made.remove(cluster, latest));
            end();
        }

        /** How many partitions there would be more. */
        public long more() {
            return more;
        }

        /** The limit that stands against it. */
        public @Nullable Exceeded exceeded() {
            return exceeded;
        }

        /** Again, too. */
        public void end() {
            last.remove(cluster, this);
            over.complete(null);
        }
    }

    /** Completes on any thread when it is the request's turn; exceptionally when nobody could count. */
    public CompletableFuture<Turn> admit(ClusterAdmission admission, Wanted wanted) {
        var turn = new Turn(admission.cluster(), wanted);
        Turn before = last.put(admission.cluster(), turn);
        CompletableFuture<@Nullable Void> begins = before == null
                ? CompletableFuture.completedFuture(null)
                : before.over.copy().completeOnTimeout(null, LONGEST_TURN_SECONDS, TimeUnit.SECONDS);
        return begins.thenCompose(_ -> count(admission.cluster()))
                .thenApply(existing -> {
                    turn.more = wanted.partitions(existing);
                    turn.exceeded = exceeded(admission.limits().partitions(), turn.more, existing);
                    return turn;
                })
                .whenComplete((result, failure) -> {
                    if (failure != null) {
                        turn.end();
                    }
                });
    }

    private CompletableFuture<Map<String, Integer>> count(ClusterId cluster) {
        return counting.apply(cluster).thenCompose(existing -> {
            Made latest = made.get(cluster);
            if (latest != null && latest.isWaitedFor(existing)) {
                return CompletableFuture.supplyAsync(
                                () -> cluster, CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                        .thenCompose(this::count);
            }
            return CompletableFuture.completedFuture(existing);
        });
    }

    private static @Nullable Exceeded exceeded(int limit, long more, Map<String, Integer> existing) {
        long now = existing.values().stream().mapToLong(Integer::longValue).sum();
        return more > 0 && now + more > limit ? new Exceeded("partitions", limit, now, more) : null;
    }
}
