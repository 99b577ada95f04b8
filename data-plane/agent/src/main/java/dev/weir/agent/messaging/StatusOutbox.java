package dev.weir.agent.messaging;

import dev.weir.agent.cluster.StatusReports;
import dev.weir.agent.home.Json;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.Heartbeat;
import dev.weir.tenants.events.PlatformTopic;
import io.smallrye.reactive.messaging.kafka.Record;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jspecify.annotations.Nullable;

/**
 * Sends the status of clusters, the latest of each; keeps what can't be sent until the platform Kafka is there. Leaves a
 * heartbeat when there was nothing to say for a while.
 */
public final class StatusOutbox implements StatusReports {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration TRY_AGAIN = Duration.ofMillis(200);
    private static final int AT_ONCE = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private @Nullable Emitter<Record<String, String>> emitter;

    @Override
    public CompletionStage<Void> send(ClusterStatus status) {
        lock.lock();
        try {
            Waiting before = waiting.remove(status.cluster());
            var stored = before == null ? new CompletableFuture<Void>() : before.stored();
            waiting.put(status.cluster(), new Waiting(status, stored));
            news.signal();
            return stored;
        } finally {
            lock.unlock();
        }
    }

    /** From now on there is somebody to send by. */
    void open(Emitter<Record<String, String>> by) {
        emitter = by;
        Thread.ofVirtual().name("status outbox").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Map<String, Waiting> batch = take();
                if (batch.isEmpty()) {
                    deliver(PlatformTopic.HEARTBEAT_KEY, new Heartbeat(Heartbeat.SCHEMA, System.currentTimeMillis()));
                } else if (!deliver(batch)) {
                    Thread.sleep(TRY_AGAIN);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The oldest that wait, or nothing when none came until a heartbeat is due. */
    private Map<String, Waiting> take() throws InterruptedException {
        lock.lock();
        try {
            long left = HEARTBEAT.toNanos();
            while (waiting.isEmpty() && left > 0) {
                left = news.awaitNanos(left);
            }
            Map<String, Waiting> batch = new LinkedHashMap<>();
            waiting.entrySet().stream().limit(AT_ONCE).forEach(entry -> batch.put(entry.getKey(), entry.getValue()));
            waiting.keySet().removeAll(batch.keySet());
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private boolean deliver(Map<String, Waiting> batch) {
        Map<String, CompletableFuture<Void>> sent = new LinkedHashMap<>();
        batch.forEach((cluster, report) -> sent.put(cluster, emit(cluster, report.status())));
        boolean all = true;
        for (Map.Entry<String, CompletableFuture<Void>> each : sent.entrySet()) {
            Waiting report = batch.get(each.getKey());
            if (report == null) {
                continue;
            }
            if (arrived(each.getValue())) {
                report.stored().complete(null);
            } else {
                all = false;
                putBack(report);
            }
        }
        return all;
    }

    private boolean deliver(String key, Object value) {
        return arrived(emit(key, value));
    }

    private CompletableFuture<Void> emit(String key, Object value) {
        var by = emitter;
        if (by == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("not open"));
        }
        try {
            return by.send(Record.of(key, Json.text(value))).toCompletableFuture();
        } catch (IllegalStateException e) {
            // The emitter is full or has ended.
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean arrived(CompletableFuture<Void> sent) {
        try {
            sent.join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    private void putBack(Waiting report) {
        lock.lock();
        try {
            Waiting newer = waiting.putIfAbsent(report.status().cluster(), report);
            if (newer != null) {
                var _ = newer.stored().thenRun(() -> report.stored().complete(null));
            }
        } finally {
            lock.unlock();
        }
    }

    private record Waiting(ClusterStatus status, CompletableFuture<Void> stored) {}
}
