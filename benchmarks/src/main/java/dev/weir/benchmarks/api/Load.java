package dev.weir.benchmarks.api;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import dev.weir.benchmarks.report.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends requests: at a rate, whatever the answers do, or as many as are answered. */
final class Load {
    private static final long SECOND = 1_000_000_000L;

    private final int seconds;
    private final int connections;

    Load(int seconds, int connections) {
        this.seconds = seconds;
        this.connections = connections;
    }

    /**
     * So many requests per second; each one's time runs from when it was due, so that a stall counts for all that had to
     * wait for it.
     */
    Sample atRate(int perSecond, Requests requests) {
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<?>>();
            for (int number = 0; number < perSecond * seconds; number++) {
                long due = start + number * (SECOND / perSecond);
                LockSupport.parkNanos(due - System.nanoTime());
                int which = number;
                sent.add(threads.submit(() -> {
                    requests.send(which);
                    nanos.add(System.nanoTime() - due);
                }));
            }
            await(sent);
        }
        return Sample.ofNanos(nanos);
    }

    /** Requests answered per second. */
    double atMost(Requests requests) {
        var answered = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + seconds * SECOND;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<?>>();
            for (int client = 0; client < connections; client++) {
                clients.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        requests.send(answered.getAndIncrement());
                    }
                }));
            }
            await(clients);
        }
        return answered.get() * (double) SECOND / (System.nanoTime() - start);
    }

    private static void await(List<Future<?>> all) {
        try {
            for (Future<?> one : all) {
                one.get();
            }
        } catch (java.util.concurrent.ExecutionException e) {
            throw new BenchmarkFailedException("a request failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    /** A kind of request. */
    @FunctionalInterface
    interface Requests {
        /**
         * Sends one and reads the answer.
         *
         * @param number grows from 0, so that each can be another
         */
        void send(int number);
    }
}
