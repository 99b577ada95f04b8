package dev.weir.gateway.http.upstream;

import dev.weir.gateway.http.problem.Problem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All clients of one target, each made when it is first needed. Threads share admin and producer; a consumer is lent. */
final class Clients {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** Longer than anything takes that is asked of it. */
    private static final Duration ADMIN_IDLE = Duration.ofSeconds(40);

    private static final Logger LOG = Logger.getLogger(Clients.class);

    private final ClientSettings settings;
    private final int maxConsumers;
    private final Semaphore consumers;
    private final Semaphore turns;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Consumer<byte[], byte[]>> idleConsumers = new ArrayDeque<>();
    private @Nullable Admin admin;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    /** Guarded by the lock of {@link Upstreams}. */
    int users;

    /** When the last user left, as {@link System#nanoTime} tells; guarded by the lock of {@link Upstreams}. */
    long idleSince;

    /** Those that this principal may see. */
    final KnownTopics topics = new KnownTopics();

    /** Those that some principal may see. */
    final KnownTopics clusters;

    /** Whether the cluster didn't answer when it was last waited for. */
    volatile boolean silent;

    private long adminUsed;
    final Serial serial = new Serial();

    Clients(ClientSettings settings, int maxConsumers, KnownTopics clusters) {
        this.clusters = clusters;
        this.settings = settings;
        this.maxConsumers = maxConsumers;
        this.consumers = new Semaphore(maxConsumers);
        this.turns = new Semaphore(Math.max(1, maxConsumers / 2), true);
    }

    Target target() {
        return settings.target();
    }

    Duration patience() {
        return settings.timeout();
    }

    Admin admin() {
        lock.lock();
        try {
            adminUsed = System.nanoTime();
            if (admin == null) {
                requireOpen();
                admin = Admin.create(settings.admin());
            }
            return admin;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever only writes needs no admin after the first record; it is a thread. */
    void closeUnusedAdmin(long now) {
        Admin unused;
        lock.lock();
        try {
            if (admin == null || now - adminUsed < ADMIN_IDLE.toNanos()) {
                return;
            }
            unused = admin;
            admin = null;
        } finally {
            lock.unlock();
        }
        unused.close(Duration.ZERO);
    }

    Producer<byte[], byte[]> producer() {
        lock.lock();
        try {
            if (producer == null) {
                requireOpen();
                producer =
                        new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer());
            }
            return producer;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the producer ahead of need; whoever needs it will hear what is wrong. */
    void tryProducer() {
        try {
            producer();
        } catch (KafkaException e) {
            LOG.debugf("event=producer-not-prepared cluster=%s error=%s", target().cluster(), e.getMessage());
        }
    }

    /** After an error that a producer doesn't recover from; whoever comes next gets a new one. */
    void discard(Producer<byte[], byte[]> broken) {
        lock.lock();
        try {
            if (broken.equals(producer)) {
                producer = null;
            }
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("weir-http-close").start(() -> broken.close(Duration.ZERO));
    }

    <T> T consume(Function<Consumer<byte[], byte[]>, T> work) {
        return limited(() -> withBorrowed(work));
    }

    /** Waits, however long: whoever has a turn gives it up after a while. */
    <T> T consumeInTurn(Function<Consumer<byte[], byte[]>, T> work) {
        turns.acquireUninterruptibly();
        try {
            consumers.acquireUninterruptibly();
            try {
                return withBorrowed(work);
            } finally {
                consumers.release();
            }
        } finally {
            turns.release();
        }
    }

    private <T> T withBorrowed(Function<Consumer<byte[], byte[]>, T> work) {
        Consumer<byte[], byte[]> consumer = borrow();
        boolean sound = false;
        try {
            T result = work.apply(consumer);
            // Drops what was fetched ahead, so that an idle consumer holds no records.
            consumer.assign(List.of());
            sound = true;
            return result;
        } finally {
            giveBack(consumer, sound);
        }
    }

    /** A fetch that waits at the broker can't be called back and would delay the next reader, so none gets this consumer. */
    <T> T consumeWaiting(Function<Consumer<byte[], byte[]>, T> work) {
        return limited(() -> {
            Consumer<byte[], byte[]> consumer = newConsumer(settings.waitingConsumer());
            try {
                return work.apply(consumer);
            } finally {
                close(consumer);
            }
        });
    }

    Consumer<byte[], byte[]> follow() {
        return newConsumer(settings.follower());
    }

    Consumer<byte[], byte[]> join(GroupMember member) {
        return newConsumer(settings.member(member));
    }

    private <T> T limited(Supplier<T> work) {
        if (!consumers.tryAcquire()) {
            throw new Problem.TooManyRequests(
                            "This principal has " + maxConsumers + " reads at once, which is the most.",
                            Duration.ofSeconds(1))
                    .asException();
        }
        try {
            return work.get();
        } finally {
            consumers.release();
        }
    }

    private Consumer<byte[], byte[]> borrow() {
        lock.lock();
        try {
            requireOpen();
            Consumer<byte[], byte[]> idle = idleConsumers.poll();
            if (idle != null) {
                return idle;
            }
        } finally {
            lock.unlock();
        }
        return newConsumer(settings.consumer());
    }

    private static Consumer<byte[], byte[]> newConsumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void giveBack(Consumer<byte[], byte[]> consumer, boolean sound) {
        lock.lock();
        try {
            if (sound && !closed) {
                idleConsumers.push(consumer);
                return;
            }
        } finally {
            lock.unlock();
        }
        close(consumer);
    }

    /** Nobody uses them any more, or their cluster is gone. Takes as long as unacknowledged records need, within limits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            idleConsumers.forEach(Clients::close);
            idleConsumers.clear();
            if (producer != null) {
                producer.close(CLOSING);
            }
            if (admin != null) {
                admin.close(CLOSING);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void close(Consumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private void requireOpen() {
        if (closed) {
            throw new KafkaException("the cluster's clients are closed");
        }
    }
}
