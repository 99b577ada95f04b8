package dev.weir.controlplane.outbox;

import dev.weir.controlplane.platform.PlatformTopics;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The time for which one control plane publishes. Rows go in the order of their ids and are deleted once Kafka has them,
 * so a record may be sent twice but never lost; readers ignore generations that they have seen.
 *
 * <p>What a predecessor sent with its last breath may reach Kafka late and lie behind what was sent here: then the
 * latest record of a key would be an old one, for ever. So whatever is sent while that is possible is sent once more
 * when it no longer is.
 */
final class Tenure {
    private static final int MOST_REMEMBERED = 5_000;

    private final OutboxRows rows;
    private final PlatformTopics topics;
    private final int batch;
    private final long settledAt;
    private final Map<Address, OutboxRow> unsettled = new LinkedHashMap<>();
    private boolean settled;
    private boolean kafkaAnswers;

    Tenure(OutboxRows rows, PlatformTopics topics, OutboxConfig config) {
        this.rows = rows;
        this.topics = topics;
        this.batch = config.batch();
        this.settledAt = System.nanoTime() + config.settle().toNanos();
    }

    /** Returns when the outbox is empty; throws when Kafka or Postgres doesn't answer. */
    void sendAll() throws SQLException, InterruptedException, ExecutionException {
        if (!settled && System.nanoTime() >= settledAt) {
            settle();
        }
        while (settled || unsettled.size() < MOST_REMEMBERED) {
            // While Kafka may be away, one record waits in the producer and not a whole batch.
            List<OutboxRow> next = rows.first(kafkaAnswers ? batch : 1);
            if (next.isEmpty()) {
                return;
            }
            Delivery delivery = deliver(next);
            rows.delete(next.subList(0, delivery.taken()));
            delivery.orThrow();
            if (!settled) {
                next.forEach(row -> unsettled.put(new Address(row.topic(), row.key()), row));
            }
        }
    }

    private void settle() throws InterruptedException, ExecutionException {
        var again = List.copyOf(unsettled.values());
        for (int from = 0; from < again.size(); from += batch) {
            deliver(again.subList(from, Math.min(again.size(), from + batch))).orThrow();
        }
        unsettled.clear();
        settled = true;
    }

    /** Waits for all: nothing may still be on its way when it is sent again. */
    private Delivery deliver(List<OutboxRow> records) throws InterruptedException {
        kafkaAnswers = false;
        List<CompletableFuture<Void>> sent = records.stream()
                .map(row -> topics.send(row.topic(), row.key(), row.payload()))
                .toList();
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get();
            kafkaAnswers = true;
            return new Delivery(records.size(), null);
        } catch (ExecutionException e) {
            int taken = 0;
            while (!sent.get(taken).isCompletedExceptionally()) {
                taken++;
            }
            return new Delivery(taken, e);
        }
    }

    /**
     * What came of some records.
     *
     * @param taken how many Kafka has, up to the first that it has not: from there on all are sent again
     */
    private record Delivery(int taken, @Nullable ExecutionException failure) {
        void orThrow() throws ExecutionException {
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** What one record replaces another by. */
    private record Address(String topic, String key) {}
}
