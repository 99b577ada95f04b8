package dev.weir.gateway.http.events;

import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.route.LongLived;
import dev.weir.gateway.http.watch.HttpTraffic;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The connection of one stream: headers, heartbeats, back-pressure, end. Used by one thread besides the event loop. */
public final class EventStream {
    private static final long REPEAT_MILLIS = 1_000;
    /** What is written ahead of the client; what comes next is read and written while it reads. */
    private static final int UNREAD_BYTES = 1 << 18;

    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(15);

    private final HttpServerResponse response;
    private final Context loop;
    private final @Nullable ClusterAdmission admission;
    private final Runnable writable;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Runnable whenClosed;
    private final Heartbeats heartbeats;
    private volatile long written = System.nanoTime();
    private volatile @Nullable Thread waiting;
    private volatile LongLived.@Nullable Registration registration;

    /**
     * @param writable called when the client has read enough for more
     * @param whenClosed called once, on any thread
     */
    public EventStream(
            RoutingContext exchange,
            @Nullable ClusterAdmission admission,
            Heartbeats heartbeats,
            Runnable writable,
            Runnable whenClosed) {
        HttpTraffic.isCharged(exchange);
        this.response = exchange.response();
        this.loop = exchange.vertx().getOrCreateContext();
        this.admission = admission;
        this.writable = writable;
        this.whenClosed = whenClosed;
        this.heartbeats = heartbeats;
    }

    /**
     * On the event loop. Whoever has left before it opens leaves now: a response that is closed already tells no handler.
     *
     * @param start the id with which a client that has seen nothing yet comes back; empty for none
     */
    public void open(LongLived.Registration registered, String start) {
        registration = registered;
        if (closed.get()) {
            registered.close();
            return;
        }
        if (response.closed()) {
            close();
            return;
        }
        response.closeHandler(_ -> close());
        response.exceptionHandler(_ -> close());
        response.setWriteQueueMaxSize(UNREAD_BYTES)
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("X-Accel-Buffering", "no");
        response.drainHandler(_ -> drained());
        response.write("retry: " + REPEAT_MILLIS + (start.isEmpty() ? "" : "\nid: " + start) + "\n\n");
        heartbeats.add(this);
        if (closed.get()) {
            heartbeats.remove(this);
        }
    }

    long silentFor(long now) {
        return now - written;
    }

    /** Writes a line that clients pass over. */
    void beat() {
        written = System.nanoTime();
        loop.runOnContext(_ -> {
            if (!closed.get() && !response.writeQueueFull()) {
                response.write(EventWriter.HEARTBEAT);
            }
        });
    }

    /** Waits until the client has read enough for more, or until then. Returns whether it has. */
    public boolean awaitRoom(long until) {
        waiting = Thread.currentThread();
        try {
            for (long left = until - System.nanoTime();
                    left > 0 && isFull() && !isClosed();
                    left = until - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        } finally {
            waiting = null;
        }
        return !isFull();
    }

    private void drained() {
        LockSupport.unpark(waiting);
        writable.run();
    }

    public boolean isFull() {
        return response.writeQueueFull();
    }

    public boolean isClosed() {
        return closed.get();
    }

    /** Waits for as long as the cluster owes. */
    public void write(EventWriter events) {
        if (closed.get() || events.length() == 0) {
            return;
        }
        written = System.nanoTime();
        response.write(events.buffer());
        if (admission != null) {
            long owed = admission.answer(events.length(), System.nanoTime());
            if (owed > 0) {
                LockSupport.parkNanos(Math.min(owed, LONGEST_PAUSE));
            }
        }
    }

    public void fail(Problem problem) {
        if (!closed.get()) {
            var last = new EventWriter();
            last.problem(problem);
            response.write(last.buffer());
            end();
        }
    }

    public void end() {
        if (close() && !response.ended()) {
            response.end();
        }
    }

    /** Returns whether it was open. */
    public boolean close() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        heartbeats.remove(this);
        LockSupport.unpark(waiting);
        LongLived.Registration registered = registration;
        if (registered != null) {
            registered.close();
        }
        whenClosed.run();
        return true;
    }
}
