package dev.weir.gateway.http.events;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets all streams that have nothing to tell say that they are there. One timer for all: thousands of idle streams wake
 * an event loop a few times a second, not each for itself.
 */
@ApplicationScoped
public class Heartbeats {
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
    private static final int TICKS = 4;

    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Duration silence;

    Heartbeats(Vertx vertx, EventsConfig config) {
        this.silence = config.heartbeat();
        Duration tick = silence.dividedBy(TICKS);
        long millis = Math.max(1, (tick.compareTo(LONGEST_TICK) < 0 ? tick : LONGEST_TICK).toMillis());
        vertx.setPeriodic(millis, _ -> tick());
    }

    void add(EventStream stream) {
        streams.add(stream);
    }

    void remove(EventStream stream) {
        streams.remove(stream);
    }

    private void tick() {
        long now = System.nanoTime();
        for (EventStream stream : streams) {
            if (stream.silentFor(now) >= silence.toNanos()) {
                stream.beat();
            }
        }
    }
}
