package dev.weir.gateway.http.upstream;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.tenants.id.ClusterId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many consumers in groups live in this gateway, whatever plans allow: each is a Kafka client with records in memory.
 * Those of one cluster have at most half of the places.
 */
@Singleton
class MemberPlaces {
    /** An idle client, what it has fetched ahead, and what it hasn't handed out: half of the heap when all are full. */
    private static final int HEAP_OF_EACH = 3 << 19;

    private static final Duration SOON = Duration.ofSeconds(10);

    private final int most;
    private final int mostOfCluster;
    private final Map<ClusterId, Integer> taken = new HashMap<>();
    private int all;

    @Inject
    MemberPlaces(UpstreamConfig config) {
        this(config.members().orElseGet(MemberPlaces::byHeap));
    }

    MemberPlaces(int most) {
        this.most = most;
        this.mostOfCluster = Math.max(1, most / 2);
    }

    private static int byHeap() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_OF_EACH, 2, Integer.MAX_VALUE);
    }

    /** One of them; given back once. */
    final class Place implements AutoCloseable {
        private final ClusterId cluster;
        private final AtomicBoolean given = new AtomicBoolean();

        private Place(ClusterId cluster) {
            this.cluster = cluster;
        }

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                giveBack(cluster);
            }
        }
    }

    /** A problem when there is none left. */
    synchronized Place take(ClusterId cluster) {
        int ofCluster = taken.getOrDefault(cluster, 0);
        if (ofCluster >= mostOfCluster) {
            throw new Problem.TooManyRequests(
                            "The cluster has " + ofCluster
                                    + " consumers and streams in groups at this gateway, the most"
                                    + " that one cluster may. Close some that nobody reads, or come again later.",
                            SOON)
                    .asException();
        }
        if (all >= most) {
            throw new Problem.Unavailable(
                            "The gateway has " + all + " consumers and streams in groups, the most that it can. Come"
                                    + " again later, or through another gateway.",
                            SOON)
                    .asException();
        }
        all++;
        taken.put(cluster, ofCluster + 1);
        return new Place(cluster);
    }

    private synchronized void giveBack(ClusterId cluster) {
        all--;
        taken.computeIfPresent(cluster, (_, count) -> count == 1 ? null : count - 1);
    }
}
