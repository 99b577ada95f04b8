package dev.weir.controlplane.api;

import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Sends many requests at the same moment. */
final class Parallel {
    private Parallel() {}

    static List<Integer> statuses(int times, IntFunction<Response> request) throws Exception {
        var together = new CyclicBarrier(times);
        try (var threads = Executors.newFixedThreadPool(times)) {
            List<Callable<Integer>> calls = IntStream.range(0, times)
                    .<Callable<Integer>>mapToObj(i -> () -> {
                        together.await();
                        return request.apply(i).statusCode();
                    })
                    .toList();
            List<Future<Integer>> answers = threads.invokeAll(calls);
            var statuses = new java.util.ArrayList<Integer>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }
}
