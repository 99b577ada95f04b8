package dev.weir.broker.access;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the broker's log who was refused what. A client that tries again and again mustn't fill the disk: each
 * principal has so many lines a minute, and its next line says how many were left out.
 */
final class DenialLog {
    private static final Logger LOG = LoggerFactory.getLogger(DenialLog.class);
    private static final int LINES = 60;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int PRINCIPALS = 1_000;
    private static final int LONGEST_NAME = 249;

    private final LongSupplier clock;
    private final Consumer<String> lines;
    private final Map<String, Minute> minutes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
            return size() > PRINCIPALS;
        }
    };

    private static final class Minute {
        private long start;
        private int written;
        private long leftOut;

        private Minute(long start) {
            this.start = start;
        }
    }

    DenialLog() {
        this(System::nanoTime, LOG::info);
    }

    DenialLog(LongSupplier clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
    }

    void denied(AuthorizableRequestContext request, Action action) {
        // Kafka doesn't want to hear of what it asks for only to leave something out of an answer.
        if (!action.logIfDenied()) {
            return;
        }
        String principal = printable(request.principal().toString());
        long leftOut = leftOut(principal);
        if (leftOut >= 0) {
            lines.accept("event=denied principal=%s operation=%s resource=%s:%s request=%s%s"
                    .formatted(
                            principal,
                            action.operation(),
                            action.resourcePattern().resourceType(),
                            printable(action.resourcePattern().name()),
                            ApiKeys.forId(request.requestType()).name.toLowerCase(Locale.ROOT),
                            leftOut == 0 ? "" : " left-out=" + leftOut));
        }
    }

    /** How many lines weren't written before this one; -1 when it isn't written either. */
    private synchronized long leftOut(String principal) {
        long now = clock.getAsLong();
        Minute minute = minutes.computeIfAbsent(principal, _ -> new Minute(now));
        if (now - minute.start >= MINUTE) {
            minute.start = now;
            minute.written = 0;
        }
        if (minute.written >= LINES) {
            minute.leftOut++;
            return -1;
        }
        minute.written++;
        long before = minute.leftOut;
        minute.leftOut = 0;
        return before;
    }

    /** Names are whatever a client sent: nothing of them may look like another line or key. */
    private static String printable(String name) {
        String safe = name.replaceAll("[^a-zA-Z0-9._:*-]", "?");
        return safe.length() <= LONGEST_NAME ? safe : safe.substring(0, LONGEST_NAME);
    }
}
