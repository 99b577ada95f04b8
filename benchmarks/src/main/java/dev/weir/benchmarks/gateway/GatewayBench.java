package dev.weir.benchmarks.gateway;

import dev.weir.benchmarks.platform.ApiKey;
import dev.weir.benchmarks.platform.HeapAllocation;
import dev.weir.benchmarks.platform.PublicApi;
import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.platform.Tenant;
import dev.weir.benchmarks.platform.Trusted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** All measurements, in an order in which none disturbs the next. */
final class GatewayBench {
    private static final String TOPIC = "bench";
    private static final String EVENT_LOOPS = "weir-kafka";
    private static final String P99_AT = "added_p99_ms_at_%d";
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double P99 = 99;
    private static final double MEDIAN = 50;
    // Consuming is as much faster, and each transfer is to take a second or so.
    private static final int CONSUMED = 5;
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;

    private final ScratchWeir weir;
    private final Scale scale;
    private final Consumer<String> progress;
    private final Ratios ratios = new Ratios();

    GatewayBench(ScratchWeir weir, Scale scale, Consumer<String> progress) {
        this.weir = weir;
        this.scale = scale;
        this.progress = progress;
    }

    Ratios run() {
        progress.accept("signing up " + scale.clusters() + " tenants");
        List<Tenant> tenants = signUp();
        if (scale.parts().contains(Part.CROWD)) {
            crowd(tenants.stream().map(Tenant::key).toList());
        }
        try (var ways = new Ways(weir, tenants.getFirst())) {
            progress.accept("warming up");
            warm(ways);
            if (scale.parts().contains(Part.THROUGHPUT)) {
                throughput(ways);
            }
            if (scale.parts().contains(Part.LATENCY)) {
                latency(ways);
            }
            if (scale.parts().contains(Part.ALLOCATION)) {
                allocation(ways.gateway());
            }
        }
        return ratios;
    }

    /**
     * With each number of connections, until the compilers of relay and gateway have little left to do, or what is
     * measured is theirs: the first hundred connections alone keep them busy for half a minute.
     */
    private void warm(Ways ways) {
        ways.all().forEach(way -> new JavaDriver(way).createTopic(TOPIC));
        // The gateway's way by TLS leads to the same broker.
        new JavaDriver(ways.encrypted().getFirst()).createTopic(TOPIC);
        long end = System.nanoTime() + scale.warmUp().toNanos();
        do {
            Stream.concat(ways.all().stream(), ways.encrypted().stream()).forEach(way -> {
                var driver = new JavaDriver(way);
                for (int connections : scale.connectionCounts()) {
                    driver.produce(TOPIC, connections, scale.records() / 2);
                    driver.consume(TOPIC, connections, scale.records());
                }
            });
        } while (System.nanoTime() < end);
    }

    private List<Tenant> signUp() {
        var http = new PublicApi(Trusted.context(weir.authority()));
        var tenants = new ArrayList<Tenant>();
        for (int i = 0; i < scale.clusters(); i++) {
            Tenant tenant = Tenant.signUp(weir, http);
            tenant.askForCluster();
            tenant.askForKey();
            tenants.add(tenant);
            tenant.awaitProvisioned();
        }
        return tenants;
    }

    private void crowd(List<ApiKey> keys) {
        var crowd = new Crowd(weir, keys);
        progress.accept(scale.connections() + " idle connections");
        Crowd.Idle idle = crowd.idle(scale.connections());
        ratios.add("idle_mb_per_10k", "10,000 idle connections: MB they add", idle.perTenThousand());
        ratios.add("asked_mb_per_10k", "  when each holds a broker's too", idle.perTenThousandAsked());
        ratios.add("idle_whole_mb", "  MB of the gateway with " + idle.connections() + " idle", idle.whole());
        progress.accept("new connections");
        for (int round = 0; round < scale.loginRounds(); round++) {
            ratios.add(
                    "auth_per_s_core",
                    "new connections per CPU second, broker's login included",
                    crowd.loginsPerCpuSecond(scale.logins()));
        }
    }

    private void latency(Ways ways) {
        for (int rate : scale.rates()) {
            progress.accept("latency at " + rate + " MB/s");
            for (int round = 0; round < scale.rounds(); round++) {
                Map<String, Histogram> taken = new HashMap<>();
                for (int i = 0; i < ways.all().size(); i++) {
                    Way way = ways.all().get((i + round) % ways.all().size());
                    taken.put(way.name(), new SteadyLoad(way, TOPIC).run(rate, scale.steady()));
                }
                taken.forEach((way, histogram) -> {
                    String title = "latency at " + rate + " MB/s by " + way + ", ms: ";
                    ratios.add("p50_ms_at_" + rate + "_" + way, title + "median", millis(histogram, MEDIAN));
                    ratios.add("p99_ms_at_" + rate + "_" + way, title + "p99", millis(histogram, P99));
                });
                ratios.add(
                        P99_AT.formatted(rate),
                        "latency at " + rate + " MB/s: what the gateway adds to p99, ms",
                        millis(taken, "gateway") - millis(taken, "direct"));
                ratios.add(
                        "relay_" + P99_AT.formatted(rate),
                        "latency at " + rate + " MB/s: what the relay adds to p99, ms",
                        millis(taken, "relay") - millis(taken, "direct"));
            }
        }
    }

    private void throughput(Ways ways) {
        var throughput = new Throughput(ways, scale.rounds(), ratios);
        for (int connections : scale.connectionCounts()) {
            progress.accept("throughput, connections: " + connections);
            String how = "java_" + connections;
            throughput.compare("produce", how, way -> new JavaDriver(way).produce(TOPIC, connections, scale.records()));
            throughput.compare(
                    "consume", how, way -> new JavaDriver(way).consume(TOPIC, connections, scale.records() * CONSUMED));
        }
        for (int connections : scale.connectionCounts()) {
            progress.accept("throughput by TLS, connections: " + connections);
            String how = "java_" + connections;
            throughput.compareEncrypted(
                    "tls_produce", how, way -> new JavaDriver(way).produce(TOPIC, connections, scale.records()));
            throughput.compareEncrypted(
                    "tls_consume", how, way -> new JavaDriver(way).consume(TOPIC, connections, scale.records() * 2));
        }
        if (KcatDriver.isThere()) {
            progress.accept("throughput, kcat");
            int records = scale.records() * 2;
            Path lines = KcatDriver.lines(weir.folder("kcat"), records);
            throughput.compare("produce", "kcat", way -> new KcatDriver(way, lines, records).produce(TOPIC));
            throughput.compare("consume", "kcat", way -> new KcatDriver(way, lines, records).consume(TOPIC));
        } else {
            progress.accept("kcat is missing, so librdkafka isn't measured");
        }
    }

    private void allocation(Way gateway) {
        progress.accept("what the gateway allocates");
        var driver = new JavaDriver(gateway);
        var bytes = new long[1];
        long allocated = HeapAllocation.during(gateway.middle(), EVENT_LOOPS, weir.folder("jfr"), () -> {
            bytes[0] += driver.produce(TOPIC, 1, scale.records()).bytes();
            bytes[0] += driver.consume(TOPIC, 1, scale.records()).bytes();
        });
        ratios.add(
                "heap_mb_per_gb",
                "MB allocated on the heap per GB of records",
                allocated / MEGABYTE / (bytes[0] / GIGABYTE));
    }

    private static double millis(Map<String, Histogram> taken, String way) {
        Histogram histogram = taken.get(way);
        return histogram == null ? 0 : millis(histogram, P99);
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /** What can be measured by itself. */
    enum Part {
        CROWD,
        LATENCY,
        THROUGHPUT,
        ALLOCATION
    }

    /**
     * How much is measured.
     *
     * @param clusters tenants with one each
     * @param connections idle ones
     * @param logins new connections in one round
     * @param records in one transfer
     * @param steady how long latency is taken in one round
     */
    record Scale(
            int rounds,
            int clusters,
            int connections,
            int logins,
            int loginRounds,
            int records,
            Duration warmUp,
            Duration steady,
            List<Integer> rates,
            List<Integer> connectionCounts,
            Set<Part> parts) {
        Scale {
            parts = Set.copyOf(parts);
            rates = List.copyOf(rates);
            connectionCounts = List.copyOf(connectionCounts);
        }

        static Scale whole(int rounds, Set<Part> parts) {
            return new Scale(
                    rounds,
                    25,
                    10_000,
                    4_000,
                    3,
                    100_000,
                    Duration.ofSeconds(150),
                    // A pause of 20 ms is the p99 of two seconds, whoever paused.
                    Duration.ofSeconds(6),
                    List.of(1, 10, 40),
                    List.of(1, 10, 100),
                    parts);
        }

        static Scale quick(Set<Part> parts) {
            return new Scale(
                    1,
                    5,
                    1_000,
                    500,
                    1,
                    40_000,
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    List.of(10),
                    List.of(1, 10),
                    parts);
        }
    }
}
