package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Commits what a consumer's client has been given, though topics may be deleted: Kafka's client tries again and again then,
 * in case the topic is about to be made. Guarded by its instance's lock.
 */
final class Commits {
    /** After which it is asked whether the topics are still there. */
    private static final Duration DOUBT = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger(Commits.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Positions positions;
    private final Upstream upstream;
    private final KnownPartitions known;

    Commits(Consumer<byte[], byte[]> consumer, Positions positions, Upstream upstream) {
        this.consumer = consumer;
        this.positions = positions;
        this.upstream = upstream;
        this.known = new KnownPartitions(consumer);
    }

    /** As the client says it; a problem for partitions that aren't there. */
    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.keySet().forEach(known::require);
        for (TopicPartition deleted : write(offsets)) {
            throw KnownPartitions.missing(deleted);
        }
    }

    /**
     * Without having been asked: what can't be committed any more is left alone.
     *
     * @param shared whether the group gives it partitions, and may have given them to others
     */
    void automatically(Collection<TopicPartition> partitions, boolean shared) {
        Map<TopicPartition, OffsetAndMetadata> due = positions.toCommit(partitions);
        Set<TopicPartition> deleted = new HashSet<>(due.keySet());
        deleted.removeIf(known::has);
        due.keySet().removeAll(deleted);
        try {
            deleted.addAll(write(due));
        } catch (RebalanceInProgressException | CommitFailedException e) {
            if (!shared) {
                throw e;
            }
            // The poll that follows learns which partitions are its own; what others have now they read again.
            LOG.debugf("event=not-committed error=\"%s\"", e.getMessage());
        }
        positions.forget(deleted);
    }

    /** Returns those that have been deleted meanwhile, with which nothing was done. */
    private Set<TopicPartition> write(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return Set.of();
        }
        try {
            consumer.commitSync(offsets, DOUBT);
            positions.committed(offsets);
            return Set.of();
        } catch (TimeoutException _) {
            Set<TopicPartition> deleted = new HashSet<>(offsets.keySet());
            deleted.removeIf(this::isThere);
            offsets.keySet().removeAll(deleted);
            if (!offsets.isEmpty()) {
                consumer.commitSync(offsets, PATIENCE);
                positions.committed(offsets);
            }
            return deleted;
        }
    }

    private boolean isThere(TopicPartition partition) {
        try {
            return partition.partition()
                    < upstream.describe(partition.topic()).partitions().size();
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.UnknownTopic) {
                return false;
            }
            throw e;
        }
    }
}
