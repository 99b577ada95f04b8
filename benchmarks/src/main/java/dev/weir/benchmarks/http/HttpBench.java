package dev.weir.benchmarks.http;

import dev.weir.benchmarks.platform.ProcessCpu;
import dev.weir.benchmarks.platform.PublicApi;
import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.platform.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** All measurements, in pairs where they are compared. */
final class HttpBench {
    private static final double MEGABYTE = 1e6;
    private static final int PERCENT = 100;
    private static final double THOUSAND = 1_000;
    private static final int CONNECTIONS = 50;
    /** Each is a connection of its cluster's plan. */
    private static final int STREAMS_OF_ONE = 900;

    private static final int BATCHED_PART = 10;

    private final ScratchWeir weir;
    private final Scale scale;
    private final Consumer<String> progress;
    private final Figures figures = new Figures();

    /** What can be measured alone. */
    enum Part {
        STREAM,
        SSE,
        BATCH,
        SINGLE,
        IDLE
    }

    /**
     * How much is measured.
     *
     * @param warmUp before the first round
     * @param records of one run
     * @param seconds of single POSTs
     * @param streams that are idle
     * @param idleSeconds for which they are watched
     */
    record Scale(int rounds, Duration warmUp, int records, int seconds, int streams, int idleSeconds, Set<Part> parts) {
        static Scale quick(Set<Part> parts) {
            return new Scale(1, Duration.ZERO, 20_000, 3, 200, 5, parts);
        }

        static Scale whole(int rounds, Set<Part> parts) {
            return new Scale(rounds, Duration.ofSeconds(60), 200_000, 10, 5_000, 30, parts);
        }
    }

    HttpBench(ScratchWeir weir, Scale scale, Consumer<String> progress) {
        this.weir = weir;
        this.scale = scale;
        this.progress = progress;
    }

    Figures run() {
        progress.accept("signing up");
        HttpLoad load = signUp();
        progress.accept("warming up");
        warm(load);
        for (int round = 0; round < scale.rounds(); round++) {
            progress.accept("round " + (round + 1) + " of " + scale.rounds());
            round(load);
        }
        if (has(Part.IDLE)) {
            idle(load);
        }
        return figures;
    }

    /** Until the compilers have little left to do, or what is measured is theirs. */
    private void warm(HttpLoad load) {
        long end = System.nanoTime() + scale.warmUp().toNanos();
        do {
            load.stream(scale.records());
            load.produce(scale.records());
            load.follow(scale.records());
            load.consume(scale.records());
        } while (System.nanoTime() < end);
    }

    private boolean has(Part part) {
        return scale.parts().contains(part);
    }

    private void round(HttpLoad load) {
        if (has(Part.STREAM)) {
            double streamed = measured("stream", scale.records(), load::stream);
            double produced = rate(scale.records(), load::produce);
            figures.add("stream_per_s", streamed);
            figures.add("native_produce_per_s", produced);
            figures.add("stream_vs_native", streamed / produced);
        }
        if (has(Part.SSE)) {
            double followed = measured("sse", scale.records(), load::follow);
            double consumed = rate(scale.records(), load::consume);
            figures.add("sse_per_s", followed);
            figures.add("native_consume_per_s", consumed);
            figures.add("sse_vs_native", followed / consumed);
        }
        if (has(Part.BATCH)) {
            figures.add("batch_per_s", measured("batch", scale.records() / BATCHED_PART, load::batches));
        }
        if (has(Part.SINGLE)) {
            singles(load);
        }
    }

    private HttpLoad signUp() {
        var tenant = Tenant.signUp(weir, new PublicApi());
        tenant.liftHttpLimits();
        tenant.askForCluster();
        tenant.askForKey();
        tenant.awaitProvisioned();
        tenant.sendOverHttp();
        return new HttpLoad(weir, tenant);
    }

    private void singles(HttpLoad load) {
        double before = ProcessCpu.seconds(weir.pid("gateway"));
        Wrk.Result result = load.singles(CONNECTIONS, scale.seconds());
        double cpu = ProcessCpu.seconds(weir.pid("gateway")) - before;
        figures.add("single_per_s", result.perSecond());
        figures.add("single_p99_ms", result.p99());
        figures.add("single_cpu_s_per_1000", cpu * THOUSAND / (result.perSecond() * scale.seconds()));
    }

    private void idle(HttpLoad load) {
        List<HttpLoad> loads = new ArrayList<>(List.of(load));
        while (loads.size() * STREAMS_OF_ONE < scale.streams()) {
            loads.add(signUp());
        }
        progress.accept(scale.streams() + " idle streams");
        long before = weir.residentBytes("gateway");
        List<HttpLoad.Idle> idle = new ArrayList<>();
        try {
            for (int open = 0; open < scale.streams(); open += STREAMS_OF_ONE) {
                idle.add(loads.get(open / STREAMS_OF_ONE).idle(Math.min(STREAMS_OF_ONE, scale.streams() - open)));
            }
            // What opening them has left to compile and to tidy up isn't their idleness.
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(scale.idleSeconds()));
            double cpu = ProcessCpu.seconds(weir.pid("gateway"));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(scale.idleSeconds()));
            figures.add(
                    "idle_sse_cpu_percent",
                    PERCENT * (ProcessCpu.seconds(weir.pid("gateway")) - cpu) / scale.idleSeconds());
            figures.add("idle_sse_mb", (weir.residentBytes("gateway") - before) / MEGABYTE);
        } finally {
            idle.forEach(HttpLoad.Idle::close);
        }
    }

    /** Records per second, and the gateway's CPU for each thousand. */
    private double measured(String name, int records, IntConsumer work) {
        double cpu = ProcessCpu.seconds(weir.pid("gateway"));
        double rate = rate(records, work);
        figures.add(name + "_cpu_s_per_1000", (ProcessCpu.seconds(weir.pid("gateway")) - cpu) * THOUSAND / records);
        return rate;
    }

    private static double rate(int records, IntConsumer work) {
        long start = System.nanoTime();
        work.accept(records);
        return records * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
    }
}
