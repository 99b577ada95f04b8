package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.tenants.events.RestConsumerRecord;
import dev.weir.tenants.events.RestConsumerRecord.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A consumer that lives in this gateway, used by one request at a time. */
final class Instance implements ConsumerRebalanceListener {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration JOINING = Duration.ofSeconds(10);
    private static final int UNASSIGNED = 40402;
    private static final Duration CLOSING = Duration.ofSeconds(3);
    /** How long a request waits to learn whether the answer before it has left; who asks again hasn't got it. */
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private final InstanceKey key;
    private final Life life;
    private final InstanceSettings settings;
    private final Upstream upstream;
    private final Consumer<byte[], byte[]> consumer;
    private final KnownPartitions known;
    private final Commits commits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Ready ready = new Ready();
    private final Positions positions = new Positions();
    private final Inheritance inherited = new Inheritance();
    /** What was handed out last, until it is known whether it has left. */
    private @Nullable Batch out;

    private Subscription subscription = new Subscription.Nothing();
    private volatile long usedAt = System.currentTimeMillis();
    private boolean closed;
    /** Whether other gateways have been told that it lives here. */
    private boolean told;

    Instance(
            InstanceKey key,
            Life life,
            InstanceSettings settings,
            Upstream upstream,
            Consumer<byte[], byte[]> consumer) {
        this.key = key;
        this.life = life;
        this.settings = settings;
        this.upstream = upstream;
        this.consumer = consumer;
        this.known = new KnownPartitions(consumer);
        this.commits = new Commits(consumer, positions, upstream);
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
        inherited.of(positions);
        subscribe(wanted);
    }

    /** Does something with it, after what was handed out before has become the client's, or hasn't. */
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
        Batch last = out;
        if (last == null) {
            return;
        }
        out = null;
        if (last.hasLeft(LEAVING)) {
            positions.settle();
        } else {
            positions.takeBack();
            ready.takeBack(last.records());
        }
    }

    /** After it is known whether these records have left. Nothing to tell when it doesn't live here any more. */
    Optional<RestConsumerRecord> left(Batch batch, RestConsumerRecord template) {
        lock.lock();
        try {
            if (batch.equals(out)) {
                settle();
            }
            return closed ? Optional.empty() : Optional.of(describe(template));
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
            if (!closed) {
                pollPaused();
            }
        } finally {
            lock.unlock();
        }
    }

    private void pollPaused() {
        consumer.pause(consumer.assignment());
        try {
            ready.add(consumer.poll(Duration.ZERO));
        } finally {
            consumer.resume(consumer.paused());
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

    /**
     * The next records, at least one if one comes in time.
     *
     * @param gone whether nobody waits for them any more; then there are none
     */
    Batch poll(long maxBytes, Duration timeout, BooleanSupplier gone) {
        commitAutomatically(consumer.assignment());
        long deadline = System.nanoTime() + timeout.toNanos();
        do {
            long left = Math.max(0, deadline - System.nanoTime());
            if (ready.bytes() < Math.max(1, settings.minBytes())) {
                ready.add(consumer.poll(Duration.ofNanos(Math.min(left, STEP.toNanos()))));
            }
        } while (ready.bytes() < Math.max(1, Math.min(settings.minBytes(), maxBytes))
                && deadline - System.nanoTime() > 0
                && !gone.getAsBoolean());
        Batch batch = new Batch(gone.getAsBoolean() ? List.of() : ready.take(maxBytes));
        positions.handOut(batch.records());
        out = batch;
        return batch;
    }

    /** Commits what the client has been given. */
    void commit() {
        join();
        commits.commit(positions.toCommit(consumer.assignment()));
    }

    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        join();
        commits.commit(offsets);
    }

    /** A group takes offsets from its members only, and one that was taken over is none before it has polled. */
    private void join() {
        inherited.load();
        long deadline = System.nanoTime() + JOINING.toNanos();
        while (subscription.isShared() && !hasJoined() && deadline - System.nanoTime() > 0) {
            pollForAssignment();
        }
    }

    private boolean hasJoined() {
        return consumer.groupMetadata().generationId() >= 0
                && (inherited.isEmpty() || !consumer.assignment().isEmpty());
    }

    Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        return consumer.committed(partitions);
    }

    void seek(Map<TopicPartition, Long> offsets) {
        requireAssigned(offsets.keySet());
        offsets.forEach((partition, offset) -> {
            ready.drop(Set.of(partition));
            consumer.seek(partition, offset);
            positions.seek(partition, offset);
        });
    }

    /** To the first or last offsets of partitions, as they are now. */
    void seekToEnds(Set<TopicPartition> partitions, boolean last) {
        // Kafka's client would wait for a partition that isn't there.
        requireAssigned(partitions);
        seek(last ? consumer.endOffsets(partitions) : consumer.beginningOffsets(partitions));
    }

    private void requireAssigned(Set<TopicPartition> partitions) {
        if (subscription.isShared()) {
            partitions.stream()
                    .filter(partition -> !consumer.assignment().contains(partition))
                    .forEach(known::require);
            awaitAssignment(partitions);
        }
        if (!consumer.assignment().containsAll(partitions)) {
            throw new Problem.OfConsumers(UNASSIGNED, "The consumer doesn't read all of these partitions.")
                    .asException();
        }
    }

    /** A subscription becomes an assignment only while somebody polls. */
    private void awaitAssignment(Set<TopicPartition> partitions) {
        long deadline = System.nanoTime() + JOINING.toNanos();
        while (!consumer.assignment().containsAll(partitions) && deadline - System.nanoTime() > 0) {
            pollForAssignment();
        }
    }

    private void pollForAssignment() {
        try {
            ready.add(consumer.poll(STEP));
        } catch (InvalidOffsetException _) {
            // It has partitions, and no position in them; whoever waits doesn't need one.
        }
    }

    private void commitAutomatically(Collection<TopicPartition> partitions) {
        if (settings.autoCommit()) {
            commits.automatically(partitions, subscription.isShared());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        inherited.load();
        Map<TopicPartition, Position> mine = inherited.take(partitions);
        if (mine.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = consumer.committed(mine.keySet());
        mine.forEach((partition, position) -> {
            OffsetAndMetadata committed = offsets.get(partition);
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
        ready.drop(partitions);
        Batch last = out;
        if (last != null) {
            last.drop(partitions);
        }
        positions.forget(partitions);
    }

    boolean isTold() {
        return told;
    }

    /** What another gateway needs to go on, to be told. */
    RestConsumerRecord describe(RestConsumerRecord template) {
        told = true;
        inherited.load();
        List<Position> all = new ArrayList<>(positions.all());
        all.addAll(inherited.all());
        return new RestConsumerRecord(
                template.schema(),
                template.cluster(),
                template.group(),
                template.instance(),
                template.principal(),
                settings.toMap(),
                subscription.topics(),
                subscription.topicPattern(),
                subscription.partitions(),
                all,
                usedAt,
                template.gateway(),
                life.id(),
                life.turn());
    }

    /** @param leave whether its group shall go on without it at once; else its place is kept for another gateway */
    void close(boolean leave) {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                end(leave);
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(boolean leave) {
        try (upstream) {
            if (leave) {
                finish();
            }
            consumer.close(CloseOptions.timeout(leave ? CLOSING : Duration.ZERO)
                    .withGroupMembershipOperation(
                            leave ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    private void finish() {
        try {
            settle();
            commitAutomatically(consumer.assignment());
        } catch (KafkaException | ProblemException _) {
            // It is closed all the same; who made it has been told of what it asked for.
        }
    }
}
