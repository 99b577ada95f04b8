package dev.weir.gateway.http.follow;

import dev.weir.gateway.http.consume.Bounds;
import dev.weir.gateway.http.consume.ReadRequest;
import dev.weir.gateway.http.consume.Start;
import dev.weir.gateway.http.events.EventForm;
import dev.weir.gateway.http.events.EventStream;
import dev.weir.gateway.http.events.EventWriter;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.route.Refusal;
import dev.weir.gateway.http.upstream.Serial;
import dev.weir.gateway.http.upstream.Upstream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One client that follows a topic. Where it is at the end of a partition, it takes what the feed has read for all; where
 * it is behind, it reads for itself. It has a thread only while there is something to send.
 */
final class TopicStream implements Feed.Follower {
    private static final int AT_ONCE = 500;
    private static final int WRITE_BYTES = 1 << 16;
    private static final Duration READ_WAIT = Duration.ofSeconds(2);
    private static final Duration HOLD = Duration.ofSeconds(1);
    private static final Executor WRITERS =
            task -> Thread.ofVirtual().name("weir-http-write").start(task);
    /** With more partitions, ids are so long that only the last event of a batch has one. */
    private static final int PARTITIONS_WITH_IDS = 16;

    private final EventForm form;
    private final Upstream upstream;
    /** Whether it follows all partitions that its topic has, or will have. */
    private final boolean whole;

    private volatile Set<TopicPartition> partitions;
    private final SortedMap<Integer, Long> positions = new TreeMap<>();
    private final Serial serial = new Serial();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private @Nullable EventStream events;
    private @Nullable Feed feed;

    TopicStream(EventForm form, Upstream upstream, Set<TopicPartition> partitions, boolean whole) {
        this.form = form;
        this.upstream = upstream;
        this.partitions = Set.copyOf(partitions);
        this.whole = whole;
    }

    @Override
    public Set<TopicPartition> partitions() {
        return partitions;
    }

    /** Where to begin. Blocks; a problem for what isn't there. */
    void locate(Start start, Map<Integer, Long> resumed) {
        for (TopicPartition partition : partitions) {
            Long known = resumed.get(partition.partition());
            if (known == null) {
                Bounds bounds = Bounds.of(upstream.admin(), partition);
                positions.put(
                        partition.partition(),
                        bounds.resolve(upstream.admin(), new ReadRequest(partition, start, 1, Duration.ZERO)));
            } else {
                positions.put(partition.partition(), known);
            }
        }
    }

    /** Where it begins, as the id of an event says it. */
    String position() {
        return Vector.text(positions);
    }

    void begin(EventStream stream, Feed shared) {
        serial.execute(() -> {
            events = stream;
            feed = shared;
        });
        news();
    }

    @Override
    public void news() {
        if (scheduled.compareAndSet(false, true)) {
            serial.execute(this::work);
        }
    }

    @Override
    public void partitions(String topic, int count) {
        if (whole && count > partitions.size()) {
            serial.execute(() -> grow(topic, count));
        }
    }

    /** New partitions are followed from their first record: it came while the topic was followed. */
    private void grow(String topic, int count) {
        Feed shared = feed;
        if (shared == null) {
            return;
        }
        Set<TopicPartition> all = new HashSet<>(partitions);
        for (int partition = 0; partition < count; partition++) {
            if (all.add(new TopicPartition(topic, partition))) {
                positions.put(partition, 0L);
            }
        }
        partitions = Set.copyOf(all);
        shared.changed();
    }

    @Override
    public void failed(Problem problem) {
        serial.execute(() -> {
            if (events != null) {
                events.fail(problem);
            }
        });
    }

    private void work() {
        scheduled.set(false);
        EventStream stream = events;
        Feed shared = feed;
        if (stream == null || shared == null || !shared.reads(partitions)) {
            return;
        }
        try {
            boolean more = true;
            while (more && !stream.isClosed() && !stream.isFull()) {
                more = false;
                for (TopicPartition partition : partitions) {
                    more |= send(stream, shared, partition);
                }
                Set<TopicPartition> behind = behind(shared);
                if (!behind.isEmpty()) {
                    catchUp(stream, shared, behind);
                    more = true;
                }
            }
        } catch (RuntimeException e) {
            stream.fail(Refusal.of(e));
        }
    }

    private long position(TopicPartition partition) {
        return positions.getOrDefault(partition.partition(), 0L);
    }

    /** Returns whether there may be more. */
    private boolean send(EventStream stream, Feed shared, TopicPartition partition) {
        return switch (shared.from(partition, position(partition), AT_ONCE)) {
            case Tail.Look.Records(var records, long next) -> {
                write(stream, records, () -> true);
                // Offsets without records are passed over.
                positions.merge(partition.partition(), next, Math::max);
                yield true;
            }
            case Tail.Look.Nothing _, Tail.Look.Gone _ -> false;
        };
    }

    /** Those of which the feed doesn't hold any more, or never held, what comes next. */
    private Set<TopicPartition> behind(Feed shared) {
        return partitions.stream()
                .filter(partition -> shared.from(partition, position(partition), 1) instanceof Tail.Look.Gone)
                .collect(Collectors.toSet());
    }

    /** Goes on with one consumer, but not for ever: others want to read, too. */
    private void catchUp(EventStream stream, Feed shared, Set<TopicPartition> behind) {
        upstream.consumeInTurn(consumer -> {
            if (stream.isClosed()) {
                return stream;
            }
            consumer.assign(behind);
            behind.forEach(partition -> consumer.seek(partition, position(partition)));
            long end = System.nanoTime() + HOLD.toNanos();
            Optional<Fetched> read = Optional.of(read(consumer, behind));
            while (read.isPresent()) {
                Fetched fetched = read.get();
                // What comes next is read while this is written and the client takes it.
                var written = CompletableFuture.supplyAsync(() -> write(stream, fetched, end), WRITERS);
                boolean whole = false;
                try {
                    boolean more = !fetched.records().isEmpty() && System.nanoTime() < end && isBehind(shared, fetched);
                    read = more ? Optional.of(read(consumer, behind)) : Optional.empty();
                } finally {
                    whole = written.join();
                }
                if (!whole || stream.isClosed()) {
                    break;
                }
            }
            return stream;
        });
    }

    /** What was read, and where each partition goes on. Offsets without records are passed over. */
    private record Fetched(ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> next) {}

    private static boolean isBehind(Feed shared, Fetched fetched) {
        return fetched.next().entrySet().stream()
                .anyMatch(next -> shared.from(next.getKey(), next.getValue(), 1) instanceof Tail.Look.Gone);
    }

    private static Fetched read(Consumer<byte[], byte[]> consumer, Set<TopicPartition> behind) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(READ_WAIT);
            return new Fetched(records, behind.stream().collect(Collectors.toMap(it -> it, consumer::position)));
        } catch (OffsetOutOfRangeException e) {
            // Deleted by retention meanwhile: what is left begins later. A stream has no better answer.
            return new Fetched(
                    ConsumerRecords.empty(),
                    consumer.beginningOffsets(e.offsetOutOfRangePartitions().keySet()));
        }
    }

    /** Returns whether the client took all of it in time. */
    private boolean write(EventStream stream, Fetched fetched, long end) {
        for (TopicPartition partition : fetched.records().partitions()) {
            if (!write(stream, fetched.records().records(partition), () -> stream.awaitRoom(end))) {
                return false;
            }
        }
        fetched.next().forEach((partition, next) -> positions.put(partition.partition(), next));
        return true;
    }

    /** Returns whether all were written; whoever goes on begins at the positions. */
    private boolean write(EventStream stream, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier goOn) {
        var writer = new EventWriter(WRITE_BYTES);
        int last = records.size() - 1;
        for (int at = 0; at <= last; at++) {
            ConsumerRecord<byte[], byte[]> record = records.get(at);
            positions.put(record.partition(), record.offset() + 1);
            String id = partitions.size() <= PARTITIONS_WITH_IDS || at == last ? Vector.text(positions) : "";
            writer.record(id, form.event(upstream.cluster(), record));
            if (writer.length() > WRITE_BYTES) {
                stream.write(writer);
                if (!goOn.getAsBoolean()) {
                    return false;
                }
                writer = new EventWriter(WRITE_BYTES);
            }
        }
        stream.write(writer);
        return true;
    }
}
