package dev.weir.gateway.http.follow;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** One principal's reader at the ends of all partitions that its streams follow. It runs while there are any. */
final class Feed {
    private static final Duration WAIT = Duration.ofSeconds(5);

    /** A stream. Called on the feed's thread: must not wait. */
    interface Follower {
        Set<TopicPartition> partitions();

        void news();

        /** How many partitions a topic of theirs has now. */
        void partitions(String topic, int count);

        void failed(Problem problem);
    }

    private final Upstream upstream;
    private final Consumer<byte[], byte[]> consumer;
    private final FollowConfig config;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Tail> tails = new ConcurrentHashMap<>();
    private long checked = System.nanoTime();
    private volatile boolean changed = true;

    Feed(Upstream upstream, FollowConfig config) {
        this.upstream = upstream;
        this.consumer = upstream.follow();
        this.config = config;
    }

    void join(Follower follower) {
        followers.add(follower);
        changed();
    }

    /** Returns whether it was the last. */
    boolean leave(Follower follower) {
        followers.remove(follower);
        changed = true;
        return followers.isEmpty();
    }

    /** Followers want other partitions than before. */
    void changed() {
        changed = true;
        consumer.wakeup();
    }

    /** Looks again who is there. */
    void wake() {
        consumer.wakeup();
    }

    /** Nothing at this position yet, or where to look for it; {@link Tail.Look.Gone} while the partition isn't read yet. */
    Tail.Look from(TopicPartition partition, long offset, int most) {
        Tail tail = tails.get(partition);
        return tail == null ? new Tail.Look.Gone() : tail.from(offset, most);
    }

    /** Whether the ends of these are being read. */
    boolean reads(Set<TopicPartition> partitions) {
        return tails.keySet().containsAll(partitions);
    }

    /** Until nobody follows. Throws what it can't go on after. */
    void run() {
        try (upstream) {
            do {
                round();
            } while (!followers.isEmpty());
        } finally {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void round() {
        try {
            if (changed) {
                changed = false;
                if (!assigned()) {
                    changed = true;
                }
                return;
            }
            if (tails.isEmpty()) {
                return;
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(WAIT);
            for (TopicPartition partition : records.partitions()) {
                Tail tail = tails.get(partition);
                if (tail != null) {
                    tail.add(records.records(partition), consumer.position(partition));
                }
            }
            if (!records.isEmpty()) {
                tell(records.partitions());
            }
            checkTopics();
        } catch (WakeupException _) {
            // Somebody came or went.
        } catch (OffsetOutOfRangeException e) {
            // What was there has been deleted while nobody looked; the streams read for themselves what is left.
            consumer.seekToEnd(e.partitions());
        }
    }

    /** Whoever comes meanwhile wakes the consumer; then once more. */
    private boolean assigned() {
        try {
            assign();
            return true;
        } catch (WakeupException _) {
            return false;
        }
    }

    private void assign() {
        Set<TopicPartition> wanted = followers.stream()
                .flatMap(follower -> follower.partitions().stream())
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            if (wanted.contains(partition) && tails.containsKey(partition)) {
                positions.put(partition, consumer.position(partition));
            }
        }
        consumer.assign(wanted);
        positions.forEach(consumer::seek);
        tails.keySet().retainAll(wanted);
        List<TopicPartition> fresh = wanted.stream()
                .filter(partition -> !positions.containsKey(partition))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        consumer.endOffsets(fresh).forEach((partition, end) -> {
            consumer.seek(partition, end);
            tails.put(partition, new Tail(end, config.shared().asLongValue()));
        });
        tell(Set.copyOf(fresh));
    }

    private void tell(Set<TopicPartition> partitions) {
        followers.stream()
                .filter(follower -> follower.partitions().stream().anyMatch(partitions::contains))
                .forEach(Follower::news);
    }

    /** A consumer waits for a topic that was deleted, and reads no partitions but those it was given. */
    private void checkTopics() {
        if (System.nanoTime() - checked < config.topicCheck().toNanos()) {
            return;
        }
        checked = System.nanoTime();
        Set<String> topics = tails.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        for (String topic : topics) {
            try {
                int count = upstream.describe(topic).partitions().size();
                of(topic).forEach(follower -> follower.partitions(topic, count));
            } catch (ProblemException e) {
                if (e.problem() instanceof Problem.UnknownTopic || e.problem() instanceof Problem.Forbidden) {
                    of(topic).forEach(follower -> follower.failed(e.problem()));
                }
            }
        }
    }

    private Stream<Follower> of(String topic) {
        return followers.stream()
                .filter(follower -> follower.partitions().stream()
                        .anyMatch(partition -> partition.topic().equals(topic)));
    }

    void fail(Problem problem) {
        followers.forEach(follower -> follower.failed(problem));
    }
}
