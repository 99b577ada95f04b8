package dev.weir.benchmarks.provision;

import dev.weir.benchmarks.broker.RawBroker;
import dev.weir.benchmarks.platform.Tenant;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Many at the same time: how long until the last is served.
 *
 * @param many how many at once
 * @param tenants nanoseconds of each round with tenants
 * @param raw nanoseconds of each round with bare brokers
 */
record AtOnce(int many, List<Long> tenants, List<Long> raw) {
    AtOnce {
        tenants = List.copyOf(tenants);
        raw = List.copyOf(raw);
    }

    static AtOnce measure(Provisioning provisioning, int many, int rounds, Consumer<String> progress) {
        var tenants = new ArrayList<Long>();
        var raw = new ArrayList<Long>();
        for (int round = 1; round <= rounds; round++) {
            Provisioning.settle();
            long start = System.nanoTime();
            List<Tenant> served = together(many, _ -> provisioning.overKafka(new Steps()));
            tenants.add(System.nanoTime() - start);
            served.forEach(Tenant::leave);

            Provisioning.settle();
            start = System.nanoTime();
            List<RawBroker> brokers = together(many, provisioning::raw);
            raw.add(System.nanoTime() - start);
            brokers.forEach(RawBroker::close);
            progress.accept("round %d of %d, %d at once: tenants %d ms, raw brokers %d ms"
                    .formatted(round, rounds, many, tenants.getLast() / 1_000_000, raw.getLast() / 1_000_000));
        }
        return new AtOnce(many, tenants, raw);
    }

    private static <T> List<T> together(int many, IntFunction<T> one) {
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            List<Callable<T>> tasks = IntStream.range(0, many)
                    .<Callable<T>>mapToObj(number -> () -> one.apply(number))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BenchmarkFailedException known
                    ? known
                    : new BenchmarkFailedException("one of many at once failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }
}
