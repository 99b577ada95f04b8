package dev.weir.gateway.http.grouped;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.events.EventForm;
import dev.weir.gateway.http.events.EventStream;
import dev.weir.gateway.http.events.EventWriter;
import dev.weir.gateway.http.route.Refusal;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** One client that reads as a member of a group, and says what it has received. It has a thread for as long as it lasts. */
final class GroupStream implements ConsumerRebalanceListener {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration FULL_WAIT = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final String id = UUID.randomUUID().toString();
    private final Caller caller;
    private final String group;
    private final EventForm form;
    private final Upstream upstream;
    private final Consumer<byte[], byte[]> consumer;
    private final int mostUnacknowledged;
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final Queue<Acknowledgement> acknowledgements = new ConcurrentLinkedQueue<>();
    private @Nullable EventId resumed;

    private record Acknowledgement(long number, CompletableFuture<Integer> done) {}

    /** @param resumed the last event that the client had from another stream of the group */
    GroupStream(
            Caller caller,
            String group,
            EventForm form,
            Upstream upstream,
            Consumer<byte[], byte[]> consumer,
            int mostUnacknowledged,
            Optional<EventId> resumed) {
        this.caller = caller;
        this.group = group;
        this.form = form;
        this.upstream = upstream;
        this.consumer = consumer;
        this.mostUnacknowledged = mostUnacknowledged;
        this.resumed = resumed.orElse(null);
    }

    String id() {
        return id;
    }

    /** Whether an acknowledgement is for this one. */
    boolean isOf(PrincipalId principal, ClusterId cluster, String otherGroup) {
        return caller.principal().equals(principal) && caller.cluster().equals(cluster) && group.equals(otherGroup);
    }

    /** Everything up to this event has been received. Completes with how many partitions that has moved. */
    CompletableFuture<Integer> acknowledge(long number) {
        var done = new CompletableFuture<Integer>();
        acknowledgements.add(new Acknowledgement(number, done));
        consumer.wakeup();
        return done;
    }

    void wake() {
        consumer.wakeup();
    }

    /** Until the client goes, or the group can't be read any more. */
    void run(EventStream stream, List<String> topics) {
        try (upstream) {
            try {
                read(stream, topics);
            } finally {
                leave();
            }
        }
    }

    private void read(EventStream stream, List<String> topics) {
        try {
            consumer.subscribe(topics, this);
            while (!stream.isClosed()) {
                round(stream);
            }
        } catch (RuntimeException e) {
            stream.fail(Refusal.of(e));
        }
    }

    private void leave() {
        try {
            commitAcknowledged();
        } catch (RuntimeException e) {
            // It is sent again to whoever reads on.
            acknowledgements.forEach(left -> left.done().completeExceptionally(e));
        }
        consumer.close(
                CloseOptions.timeout(CLOSING).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    private void round(EventStream stream) {
        try {
            commitAcknowledged();
            boolean full = stream.isFull() || unacknowledged.size() >= mostUnacknowledged;
            if (full) {
                consumer.pause(consumer.assignment());
            } else {
                consumer.resume(consumer.paused());
            }
            var records = consumer.poll(full ? FULL_WAIT : WAIT);
            if (records.isEmpty()) {
                return;
            }
            var writer = new EventWriter();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                var event = new EventId(
                        id,
                        unacknowledged.add(record),
                        new TopicPartition(record.topic(), record.partition()),
                        record.offset() + 1);
                writer.record(event.text(), form.event(upstream.cluster(), record));
            }
            stream.write(writer);
        } catch (WakeupException _) {
            // An acknowledgement came, or the client went.
        }
    }

    private void commitAcknowledged() {
        for (Acknowledgement next = acknowledgements.poll(); next != null; next = acknowledgements.poll()) {
            try {
                Map<TopicPartition, OffsetAndMetadata> offsets = unacknowledged.upTo(next.number());
                if (!offsets.isEmpty()) {
                    commit(offsets);
                }
                next.done().complete(offsets.size());
            } catch (RuntimeException e) {
                next.done().completeExceptionally(e);
            }
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets);
        } catch (WakeupException _) {
            // Another acknowledgement came at this moment; this one isn't less true.
            consumer.commitSync(offsets);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        EventId last = resumed;
        if (last == null || !partitions.contains(last.partition())) {
            return;
        }
        resumed = null;
        OffsetAndMetadata committed =
                consumer.committed(java.util.Set.of(last.partition())).get(last.partition());
        if (committed == null || committed.offset() < last.next()) {
            commit(Map.of(last.partition(), new OffsetAndMetadata(last.next())));
            consumer.seek(last.partition(), last.next());
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commitAcknowledged();
        unacknowledged.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        unacknowledged.forget(partitions);
    }
}
