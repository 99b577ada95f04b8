package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.admission.Stored;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.id.ClusterId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Finds out how much each cluster in use stores, the more often the sooner it could be full. */
final class StoredSizes {
    private static final Logger LOG = Logger.getLogger(StoredSizes.class);
    private static final long SOONEST_SECONDS = 1;
    private static final long LATEST_SECONDS = 30;

    private final Admissions admissions;
    private final PlatformBrokers brokers;
    /** When each cluster is asked again. */
    private final Map<ClusterId, Long> due = new ConcurrentHashMap<>();
    /** What there was when each was asked last: who is idle stores no more. */
    private final Map<ClusterId, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(long requests, ClusterLimits limits) {}

    StoredSizes(Admissions admissions, PlatformBrokers brokers) {
        this.admissions = admissions;
        this.brokers = brokers;
    }

    /** Called every second. */
    void refresh() {
        long now = System.nanoTime();
        for (ClusterAdmission admission : admissions.all()) {
            if (isWanted(admission, now)) {
                ask(admission, now);
            }
        }
        due.values().removeIf(when -> now - when > TimeUnit.SECONDS.toNanos(2 * LATEST_SECONDS));
        seen.keySet().removeIf(cluster -> admissions.of(cluster).isEmpty());
        brokers.closeIdle();
    }

    private boolean isWanted(ClusterAdmission admission, long now) {
        Seen before = seen.get(admission.cluster());
        if (before == null || !before.limits().equals(admission.limits())) {
            return true;
        }
        return before.requests() != admission.requests() && due.getOrDefault(admission.cluster(), now) - now <= 0;
    }

    private void ask(ClusterAdmission admission, long now) {
        seen.put(admission.cluster(), new Seen(admission.requests(), admission.limits()));
        due.put(admission.cluster(), now + TimeUnit.SECONDS.toNanos(LATEST_SECONDS));
        var _ = brokers.stored(admission.cluster()).whenComplete((stored, failure) -> {
            if (failure != null) {
                due.put(admission.cluster(), System.nanoTime() + TimeUnit.SECONDS.toNanos(SOONEST_SECONDS));

                LOG.debugf("event=size-unknown cluster=%s error=%s", admission.cluster(), failure.getMessage());
            } else {
                admission.stored(stored);
                long seconds = untilFull(admission, stored);
                due.put(admission.cluster(), System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
            }
        });
    }

    private static long untilFull(ClusterAdmission admission, Stored stored) {
        long room = admission.limits().storageBytes() - stored.bytes();
        long seconds = room / admission.limits().ingressBytesPerSecond();
        return Math.clamp(seconds, SOONEST_SECONDS, LATEST_SECONDS);
    }
}
