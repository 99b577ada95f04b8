package dev.weir.controlplane.topic;

import dev.weir.controlplane.platform.MalformedRecord;
import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.events.TopicListing;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads {@code weir.topic-events} from its beginning, at each start. While Postgres is away it waits. */
@ApplicationScoped
class TopicListingReader {
    private static final Logger LOG = Logger.getLogger(TopicListingReader.class);
    private static final long PAUSE_MILLIS = 200;

    private final TopicListings listings;
    private final PlatformJson json;
    private final CountDownLatch stopping = new CountDownLatch(1);

    TopicListingReader(TopicListings listings, PlatformJson json) {
        this.listings = listings;
        this.json = json;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    @Incoming("topic-events")
    @Blocking
    void read(Record<String, String> record) throws InterruptedException {
        if (record.value() == null || PlatformTopic.HEARTBEAT_KEY.equals(record.key())) {
            return;
        }
        TopicListing listing;
        try {
            listing = json.read(record.value(), TopicListing.class);
        } catch (MalformedRecord e) {
            LOG.errorf("cluster=%s topics=ignored: %s", record.key(), e.getMessage());
            return;
        }
        while (true) {
            try {
                listings.record(listing);
                return;
            } catch (RuntimeException e) {
                LOG.debugf(e, "cluster=%s topics not written, will be tried again", listing.cluster());
                if (stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
    }
}
