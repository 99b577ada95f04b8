package dev.weir.gateway.state;

import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Those who wait until the record of an id says what they hope for. */
final class Waiting {
    private final Map<String, Set<Waiter<?>>> byId = new ConcurrentHashMap<>();

    /**
     * Completes with the first answer of the question that isn't null, asked now and whenever the id's records change.
     *
     * @param fallback the answer when patience is at its end
     */
    <T> CompletableFuture<T> until(String id, Supplier<@Nullable T> question, Duration patience, Supplier<T> fallback) {
        T answer = question.get();
        if (answer != null) {
            return CompletableFuture.completedFuture(answer);
        }
        var waiter = new Waiter<>(question, new CompletableFuture<T>());
        byId.compute(id, (key, waiters) -> with(waiters, waiter));
        // What changed between the first question and now went unheard.
        waiter.askAgain();
        CompletableFuture<T> timeout =
                new CompletableFuture<T>().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
        var expiry = timeout.thenRun(() -> waiter.answer.complete(fallback.get()));
        return waiter.answer.whenComplete((result, failure) -> {
            byId.computeIfPresent(id, (key, waiters) -> without(waiters, waiter));
            timeout.cancel(false);
            expiry.cancel(false);
        });
    }

    void changed(StateChange change) {
        switch (change) {
            case StateChange.KeyOpened(ApiKeyId key) -> askAgain(key.value());
            case StateChange.KeyClosed(ApiKeyId key) -> askAgain(key.value());
            case StateChange.ClusterClosed(ClusterId cluster) -> askAgain(cluster.value());
            case StateChange.ClusterChanged(ClusterId cluster) -> askAgain(cluster.value());
            case StateChange.ProviderChanged _ -> {}
        }
    }

    private void askAgain(String id) {
        var waiters = byId.get(id);
        if (waiters != null) {
            waiters.forEach(Waiter::askAgain);
        }
    }

    private static Set<Waiter<?>> with(@Nullable Set<Waiter<?>> waiters, Waiter<?> waiter) {
        Set<Waiter<?>> result = waiters == null ? ConcurrentHashMap.newKeySet() : waiters;
        result.add(waiter);
        return result;
    }

    private static @Nullable Set<Waiter<?>> without(Set<Waiter<?>> waiters, Waiter<?> waiter) {
        waiters.remove(waiter);
        return waiters.isEmpty() ? null : waiters;
    }

    /** Equal only to itself. */
    private static final class Waiter<T> {
        private final Supplier<@Nullable T> question;
        private final CompletableFuture<T> answer;

        Waiter(Supplier<@Nullable T> question, CompletableFuture<T> answer) {
            this.question = question;
            this.answer = answer;
        }

        void askAgain() {
            T found = question.get();
            if (found != null) {
                answer.complete(found);
            }
        }
    }
}
