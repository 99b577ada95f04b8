package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.platform.MalformedRecord;
import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.PlatformTopic;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads {@code weir.cluster-status} from its beginning, at each start. While Postgres is away it stays at the record
 * that it could not write.
 */
@ApplicationScoped
class ClusterStatusReader {
    private static final Logger LOG = Logger.getLogger(ClusterStatusReader.class);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final ObservedClusters clusters;
    private final PlatformJson json;
    private final CountDownLatch stopping = new CountDownLatch(1);

    ClusterStatusReader(ObservedClusters clusters, PlatformJson json) {
        this.clusters = clusters;
        this.json = json;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    @Incoming("cluster-status")
    @Blocking
    void read(Record<String, String> record) throws InterruptedException {
        if (PlatformTopic.HEARTBEAT_KEY.equals(record.key())) {
            return;
        }
        ClusterStatus status;
        try {
            status = json.read(record.value(), ClusterStatus.class);
        } catch (MalformedRecord e) {
            LOG.errorf("cluster=%s status=ignored: %s", record.key(), e.getMessage());
            return;
        }
        recordInTheEnd(status);
    }

    private void recordInTheEnd(ClusterStatus status) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                clusters.record(status);
                return;
            } catch (RuntimeException e) {
                LOG.debugf(e, "cluster=%s status not written, will be tried again", status.cluster());
                if (stopping.await(pause, TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
            }
        }
    }
}
