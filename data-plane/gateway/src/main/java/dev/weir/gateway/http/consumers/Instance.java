package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.tenants.events.RestConsumerRecord;
import dev.weir.tenants.events.RestConsumerRecord.Position;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** A consumer that lives in this gateway, used by one request at a time. */
final class Instance implements ConsumerRebalanceListener {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration COMMIT = Duration.ofSeconds(10);
    private static final int UNASSIGNED = 40402;
    private static final int NO_PARTITION = 40402;
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final InstanceKey key;
    private final InstanceSettings settings;
    private final Upstream upstream;
    private final Consumer<byte[], byte[]> consumer;
    private final ReentrantLock lock = new ReentrantLock();
    /** Fetched, and not handed out. */
    private final Deque<ConsumerRecord<byte[], byte[]>> ready = new ArrayDeque<>();

    private final List<ConsumerRecord<byte[], byte[]>> handedOut = new ArrayList<>();
    private final Positions positions = new Positions();
    /** Where another gateway left off, for partitions that haven't come yet. */
    private final Map<TopicPartition, Position> inherited = new HashMap<>();

    private Supplier<List<Position>> left = List::of;

    private Subscription subscription = new Subscription.Nothing();
    private volatile long usedAt = System.currentTimeMillis();
    private boolean closed;

    Instance(InstanceKey key, InstanceSettings settings, Upstream upstream, Consumer<byte[], byte[]> consumer) {
        this.key = key;
        this.settings = settings;
        this.upstream = upstream;
        this.consumer = consumer;
    }

    InstanceKey key() {
        return key;
    }

    InstanceSettings settings() {
        return settings;
    }

    long usedAt() {
        return usedAt;
    }

    Upstream upstream() {
        return upstream;
    }

    /**
     * Goes on where another gateway was.
     *
     * @param positions asked for when the first partitions come, since the other gateway may have the last word still
     */
    void inherit(Subscription wanted, Supplier<List<Position>> positions) {
        left = positions;
        subscribe(wanted);
    }

    private void load() {
        left.get()
                .forEach(position ->
                        inherited.put(new TopicPartition(position.topic(), position.partition()), position));
        left = List::of;
    }

    /** Does something with it, after what was handed out before has become the client's. */
    <T> T use(Function<Instance, T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new ClosedInstance();
            }
            usedAt = System.currentTimeMillis();
            settle();
            return work.apply(this);
        } finally {
            lock.unlock();
        }
    }

    /** Who has it has changed its mind, or another gateway has it. */
    static final class ClosedInstance extends KafkaException {
        private static final long serialVersionUID = 1L;
    }

    private void settle() {
        positions.settle();
        handedOut.clear();
    }

    /** What was just handed out can't be answered with. */
    void takeBack() {
        handedOut.reversed().forEach(ready::addFirst);
        handedOut.clear();
        positions.takeBack();
    }

    /** Whether an answer with records has left; records that haven't are handed out again. */
    RestConsumerRecord left(boolean arrived, RestConsumerRecord template) {
        lock.lock();
        try {
            if (arrived) {
                settle();
            } else {
                takeBack();
            }
            return describe(template);
        } finally {
            lock.unlock();
        }
    }

    /** Takes part in its group's changes while nobody polls. */
    void keep() {
        if (closed || subscription instanceof Subscription.Nothing || !lock.tryLock()) {
            return;
        }
        try {
            Set<TopicPartition> paused = Set.copyOf(consumer.assignment());
            consumer.pause(paused);
            consumer.poll(Duration.ZERO).forEach(ready::add);
            consumer.resume(consumer.assignment());
        } finally {
            lock.unlock();
        }
    }

    void subscribe(Subscription wanted) {
        commitAutomatically(consumer.assignment());
        ready.clear();
        positions.forget(Set.copyOf(consumer.assignment()));
        switch (wanted) {
            case Subscription.Nothing _ -> consumer.unsubscribe();
            case Subscription.Topics(List<String> names) -> consumer.subscribe(names, this);
            case Subscription.Matching(var pattern) -> consumer.subscribe(pattern, this);
            case Subscription.Partitions(List<TopicPartition> assigned) -> {
                consumer.assign(assigned);
                onPartitionsAssigned(assigned);
            }
        }
        subscription = wanted;
    }

    Subscription subscription() {
        return subscription;
    }

    Collection<TopicPartition> assignment() {
        return consumer.assignment();
    }

    /** The next records, at least one if one comes in time. */
    List<ConsumerRecord<byte[], byte[]>> poll(long maxBytes, Duration timeout) {
        commitAutomatically(consumer.assignment());
        long deadline = System.nanoTime() + timeout.toNanos();
        do {
            long left = Math.max(0, deadline - System.nanoTime());
            if (bytes(ready) < Math.max(1, settings.minBytes())) {
                consumer.poll(Duration.ofNanos(Math.min(left, STEP.toNanos()))).forEach(ready::add);
            }
        } while (bytes(ready) < Math.max(1, Math.min(settings.minBytes(), maxBytes))
                && deadline - System.nanoTime() > 0);
        take(maxBytes);
        positions.handOut(handedOut);
        return List.copyOf(handedOut);
    }

    private void take(long maxBytes) {
        long bytes = 0;
        while (!ready.isEmpty()) {
            bytes += size(ready.element());
            if (!handedOut.isEmpty() && bytes > maxBytes) {
                return;
            }
            handedOut.add(ready.remove());
        }
    }

    private static long bytes(Collection<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().mapToLong(Instance::size).sum();
    }

    /** An empty record isn't nothing. */
    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(1, Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()));
    }

    /** Commits what the client has been given. */
    void commit() {
        commit(positions.toCommit(consumer.assignment()));
    }

    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (!offsets.isEmpty()) {
            offsets.keySet().forEach(this::require);
            consumer.commitSync(offsets, COMMIT);
            positions.committed(offsets);
        }
    }

    /** Kafka's client would try again and again, in case the topic is about to be made. */
    private void require(TopicPartition partition) {
        boolean known = consumer.partitionsFor(partition.topic()).stream()
                .anyMatch(one -> one.partition() == partition.partition());
        if (!known) {
            throw new Problem.OfConsumers(
                            NO_PARTITION,
                            "Topic " + partition.topic() + " has no partition " + partition.partition() + ".")
                    .asException();
        }
    }

    Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        return consumer.committed(partitions);
    }

    void seek(Map<TopicPartition, Long> offsets) {
        awaitAssignment(offsets.keySet());
        if (!consumer.assignment().containsAll(offsets.keySet())) {
            throw new Problem.OfConsumers(UNASSIGNED, "The consumer doesn't read all of these partitions.")
                    .asException();
        }
        offsets.forEach((partition, offset) -> {
            ready.removeIf(record -> isOf(record, partition));
            consumer.seek(partition, offset);
            positions.seek(partition, offset);
        });
    }

    /** First or last offsets of partitions, as they are now. */
    Map<TopicPartition, Long> ends(Set<TopicPartition> partitions, boolean last) {
        return last ? consumer.endOffsets(partitions) : consumer.beginningOffsets(partitions);
    }

    /** A subscription becomes an assignment only while somebody polls. */
    private void awaitAssignment(Set<TopicPartition> partitions) {
        long deadline = System.nanoTime() + COMMIT.toNanos();
        while (!(subscription instanceof Subscription.Nothing)
                && !consumer.assignment().containsAll(partitions)
                && deadline - System.nanoTime() > 0) {
            consumer.poll(STEP).forEach(ready::add);
        }
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, TopicPartition partition) {
        return record.partition() == partition.partition() && record.topic().equals(partition.topic());
    }

    private void commitAutomatically(Collection<TopicPartition> partitions) {
        if (settings.autoCommit()) {
            commit(positions.toCommit(partitions));
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        load();
        Map<TopicPartition, Position> mine = new HashMap<>(inherited);
        mine.keySet().retainAll(Set.copyOf(partitions));
        inherited.keySet().removeAll(mine.keySet());
        if (mine.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(mine.keySet());
        mine.forEach((partition, position) -> {
            OffsetAndMetadata committed = known.get(partition);
            if (position.exact() || committed == null || committed.offset() < position.offset()) {
                consumer.seek(partition, position.offset());
                positions.seek(partition, position.offset());
            }
        });
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commitAutomatically(partitions);
        drop(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        drop(partitions);
    }

    private void drop(Collection<TopicPartition> partitions) {
        ready.removeIf(record -> partitions.stream().anyMatch(partition -> isOf(record, partition)));
        positions.forget(partitions);
    }

    /** What another gateway needs to go on. */
    RestConsumerRecord describe(RestConsumerRecord template) {
        List<Position> all = new ArrayList<>(positions.all());
        all.addAll(inherited.values());
        return new RestConsumerRecord(
                template.schema(),
                template.cluster(),
                template.group(),
                template.instance(),
                template.principal(),
                settings.toMap(),
                subscription instanceof Subscription.Topics(List<String> names) ? names : List.of(),
                subscription instanceof Subscription.Matching(var pattern) ? pattern.pattern() : null,
                subscription instanceof Subscription.Partitions(List<TopicPartition> assigned)
                        ? assigned.stream()
                                .map(partition ->
                                        new RestConsumerRecord.Partition(partition.topic(), partition.partition()))
                                .toList()
                        : List.of(),
                all,
                usedAt,
                template.gateway());
    }

    /**
     * @param leave whether its group shall go on without it at once; else its place is kept for another gateway
     */
    void close(boolean leave) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (leave) {
                settle();
                commitAutomatically(consumer.assignment());
            }
        } catch (KafkaException _) {
            // It is closed all the same; who made it has been told of what it asked for.
        } finally {
            lock.unlock();
            consumer.close(CloseOptions.timeout(leave ? CLOSING : Duration.ZERO)
                    .withGroupMembershipOperation(
                            leave ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
            upstream.close();
        }
    }
}
