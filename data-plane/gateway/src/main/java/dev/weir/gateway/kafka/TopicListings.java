package dev.weir.gateway.kafka;

import dev.weir.gateway.catalogue.TopicChanges;
import dev.weir.gateway.platform.PlatformProducer;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.events.TopicListing;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jboss.logging.Logger;

/** Lists the topics of clusters when that is due, and tells the control plane. */
final class TopicListings {
    private static final Logger LOG = Logger.getLogger(TopicListings.class);

    /** Clusters that are new here can wait for a second. */
    private static final int ROUNDS_PER_LOOK = 2;

    private final TenantDirectory directory;
    private final TopicChanges changes;
    private final PlatformBrokers brokers;
    private final PlatformProducer platform;
    /** What was told last: a listing that says the same after a change isn't told again. */
    private final Map<ClusterId, Integer> told = new ConcurrentHashMap<>();

    TopicListings(TenantDirectory directory, TopicChanges changes, PlatformBrokers brokers, PlatformProducer platform) {
        this.directory = directory;
        this.changes = changes;
        this.brokers = brokers;
        this.platform = platform;
    }

    private long rounds;

    /** Whether requests of this API change topics; of those that make partitions {@link CreationCheck} knows. */
    static boolean changeBy(short api) {
        return api == ApiKeys.DELETE_TOPICS.id
                || api == ApiKeys.INCREMENTAL_ALTER_CONFIGS.id
                || api == ApiKeys.ALTER_CONFIGS.id;
    }

    /** Called twice a second. */
    void refresh() {
        rounds++;
        if (rounds % ROUNDS_PER_LOOK == 0 || changes.anyDue()) {
            changes.due(directory.running()).forEach(this::list);
        }
    }

    private void list(TopicChanges.Task task) {
        ClusterId cluster = task.cluster();
        long now = System.currentTimeMillis();
        long start = System.nanoTime();
        var _ = brokers.topics(cluster).whenCompleteAsync((topics, failure) -> {
            changes.done(cluster, Duration.ofNanos(System.nanoTime() - start));
            if (failure != null) {
                told.remove(cluster);
                LOG.debugf("event=topics-unknown cluster=%s error=%s", cluster, failure.getMessage());
            } else if (task.by().isEmpty()
                    || !Integer.valueOf(topics.hashCode()).equals(told.get(cluster))) {
                tell(task, topics, now);
            }
        });
    }

    private void tell(TopicChanges.Task task, List<TopicListing.Topic> topics, long now) {
        String principal = task.by().map(PrincipalId::value).orElse(null);
        var listing = new TopicListing(TopicListing.SCHEMA, task.cluster().value(), now, principal, topics);
        var _ = platform.send(PlatformTopic.TOPIC_EVENTS, task.cluster().value(), listing)
                .thenAccept(written -> {
                    if (written) {
                        told.put(task.cluster(), topics.hashCode());
                    }
                });
    }
}
