package dev.weir.benchmarks.provision;

import dev.weir.benchmarks.broker.RawBroker;
import dev.weir.benchmarks.platform.Tenant;
import dev.weir.benchmarks.report.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tenants one after the other, a bare broker between each two.
 *
 * @param kafka tenants that use the Kafka protocol
 * @param http tenants that use HTTP
 * @param raw nanoseconds of the bare brokers
 */
record InARow(List<Steps> kafka, List<Steps> http, List<Long> raw) {
    InARow {
        kafka = List.copyOf(kafka);
        http = List.copyOf(http);
        raw = List.copyOf(raw);
    }

    static InARow measure(Provisioning provisioning, int tenants, Consumer<String> progress) {
        var kafka = new ArrayList<Steps>();
        var http = new ArrayList<Steps>();
        var raw = new ArrayList<Long>();
        for (int i = 1; i <= tenants; i++) {
            Provisioning.settle();
            var overKafka = new Steps();
            Tenant first = provisioning.overKafka(overKafka);
            kafka.add(overKafka);
            first.leave();

            Provisioning.settle();
            long start = System.nanoTime();
            try (RawBroker broker = provisioning.raw(0)) {
                raw.add(System.nanoTime() - start);
                broker.checkAlive();
            }

            Provisioning.settle();
            var overHttp = new Steps();
            Tenant second = provisioning.overHttp(overHttp);
            http.add(overHttp);
            second.leave();
            progress.accept("%d of %d: tenant %d ms, raw broker %d ms, tenant over HTTP %d ms"
                    .formatted(i, tenants, millis(overKafka.total()), millis(raw.getLast()), millis(overHttp.total())));
        }
        return new InARow(kafka, http, raw);
    }

    Sample rawSample() {
        return Sample.ofNanos(raw);
    }

    Sample kafkaSample() {
        return Steps.sample(kafka, Steps::total);
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
