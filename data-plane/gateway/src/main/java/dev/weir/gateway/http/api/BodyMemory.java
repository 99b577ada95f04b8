package dev.weir.gateway.http.api;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.tenants.id.ClusterId;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the heap the bodies of requests take, and answers that are put together in it: those of one cluster at most
 * half of what all may. Who comes when it is full is refused, instead of everybody.
 */
@ApplicationScoped
public class BodyMemory {
    /** Objects of JSON take several times what they are made of, and buffers twice while they grow. */
    private static final int PART_OF_HEAP = 6;

    private static final Duration SOON = Duration.ofSeconds(1);
    /** So little isn't counted: single records, by the ten thousand a second. */
    private static final int LITTLE = 1 << 14;

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final Map<ClusterId, AtomicLong> byCluster = new ConcurrentHashMap<>();

    BodyMemory(BodyConfig config) {
        most = config.bodyMemory()
                .map(size -> size.asLongValue())
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** What one request holds; to be closed with it. */
    public final class Share implements AutoCloseable {
        private final ClusterId cluster;
        private long bytes;
        private boolean closed;

        private Share(ClusterId cluster) {
            this.cluster = cluster;
        }

        /** Says how much it holds now; a problem when there is no room for it, and it holds as before. */
        public synchronized void hold(long now) {
            long wanted = now <= LITTLE ? 0 : now;
            if (wanted != bytes && !closed) {
                take(wanted - bytes);
                bytes = wanted;
            }
        }

        private void take(long more) {
            AtomicLong ofCluster = byCluster.computeIfAbsent(cluster, _ -> new AtomicLong());
            boolean clusterIsFull = ofCluster.addAndGet(more) > most / 2 && more > 0;
            boolean allIsFull = held.addAndGet(more) > most && more > 0;
            if (clusterIsFull || allIsFull) {
                ofCluster.addAndGet(-more);
                held.addAndGet(-more);
                throw clusterIsFull
                        ? new Problem.TooManyRequests(
                                        "The cluster's requests over HTTP hold " + most / 2
                                                + " bytes of the gateway's memory, the most that it may.",
                                        SOON)
                                .asException()
                        : new Problem.Unavailable("The gateway's memory for requests over HTTP is full.", SOON)
                                .asException();
            }
        }

        @Override
        public synchronized void close() {
            if (!closed && bytes > 0) {
                take(-bytes);
            }
            closed = true;
        }
    }

    public Share of(ClusterId cluster) {
        return new Share(cluster);
    }

    /** The same, closed when that exchange is over. */
    public Share of(ClusterId cluster, RoutingContext exchange) {
        var share = new Share(cluster);
        exchange.addEndHandler(_ -> share.close());
        if (exchange.response().closed()) {
            // Nobody is told any more.
            share.close();
        }
        return share;
    }

    long held() {
        return held.get();
    }
}
