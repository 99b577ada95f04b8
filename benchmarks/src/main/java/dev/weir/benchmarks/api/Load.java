package dev.weir.benchmarks.api;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import dev.weir.benchmarks.report.Sample;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends requests over kept connections: at a rate, whatever the answers do, or as many as are answered. */
final class Load {
    private static final long SECOND = 1_000_000_000L;
    private static final int WARM_UP_SECONDS = 15;

    private final URI server;
    private final int seconds;

    Load(URI server, int seconds) {
        this.server = server;
        this.seconds = seconds;
    }

    /**
     * So many requests per second; each one's time runs from when it was due, so that a stall counts for all that had to
     * wait for it.
     */
    Sample atRate(int perSecond, int connections, Requests requests) {
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        var next = new AtomicInteger();
        long start = System.nanoTime();
        onEach(connections, connection -> {
            for (int number = next.getAndIncrement(); number < perSecond * seconds; number = next.getAndIncrement()) {
                long due = start + number * (SECOND / perSecond);
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                connection.exchange(requests.request(number));
                nanos.add(System.nanoTime() - due);
            }
        });
        return Sample.ofNanos(nanos);
    }

    /** Requests answered per second. */
    double atMost(int connections, Requests requests) {
        return atMost(seconds, connections, requests);
    }

    /** As long as it takes until what answers is compiled. */
    void warmUp(int connections, Requests requests) {
        atMost(WARM_UP_SECONDS, connections, requests);
    }

    private double atMost(int seconds, int connections, Requests requests) {
        var sent = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + seconds * SECOND;
        onEach(connections, connection -> {
            while (System.nanoTime() < end) {
                connection.exchange(requests.request(sent.getAndIncrement()));
            }
        });
        return sent.get() * (double) SECOND / (System.nanoTime() - start);
    }

    private void onEach(int connections, Work work) {
        Callable<Boolean> client = () -> {
            try (var connection = new HttpConnection(server)) {
                work.on(connection);
                return true;
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(Collections.nCopies(connections, client))) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("a request failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    /** A kind of request. */
    @FunctionalInterface
    interface Requests {
        /** @param number grows from 0, so that each can be another */
        byte[] request(int number);
    }

    /** What one connection does. */
    @FunctionalInterface
    private interface Work {
        void on(HttpConnection connection) throws IOException;
    }
}
