package dev.weir.benchmarks.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Relay and gateway one after the other, the first of a pair in turns; the broker itself in every third round. */
final class Throughput {
    private static final int DIRECT_EVERY = 3;

    private final Ways ways;
    private final int rounds;
    private final Ratios ratios;

    Throughput(Ways ways, int rounds, Ratios ratios) {
        this.ways = ways;
        this.rounds = rounds;
        this.ratios = ratios;
    }

    /** One direction of one client. */
    interface Run {
        Transfer by(Way way);
    }

    /**
     * @param what {@code produce} or {@code consume}
     * @param how the client and its connections, for keys
     */
    void compare(String what, String how, Run run) {
        compare(List.of(ways.relay(), ways.gateway()), true, what, how, run);
    }

    /** The same by TLS, for which there is no direct way. */
    void compareEncrypted(String what, String how, Run run) {
        compare(ways.encrypted(), false, what, how, run);
    }

    private void compare(List<Way> pair, boolean directly, String what, String how, Run run) {
        for (int round = 0; round < rounds; round++) {
            var order = new ArrayList<>(pair);
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            if (directly && round % DIRECT_EVERY == 0) {
                order.add(ways.direct());
            }
            Map<String, Transfer> transfers = new HashMap<>();
            order.forEach(way -> transfers.put(way.name(), run.by(way)));
            note(what, how, transfers);
        }
    }

    private void note(String what, String how, Map<String, Transfer> transfers) {
        transfers.forEach((way, transfer) -> ratios.add(
                what + "_mb_s_" + how + "_" + way,
                what + ", " + how + ": MB/s by " + way,
                transfer.megabytesPerSecond()));
        Transfer relay = transfers.get("relay");
        Transfer gateway = transfers.get("gateway");
        if (relay == null || gateway == null) {
            return;
        }
        double throughput = gateway.megabytesPerSecond() / relay.megabytesPerSecond();
        ratios.add(what + "_vs_relay_" + how, what + ", " + how + ": gateway to relay", throughput);
        ratios.add(what + "_vs_relay", what + ", all: gateway to relay", throughput);
        ratios.add("cpu_s_per_gb_" + what + "_relay", what + ": CPU s per GB, relay", relay.cpuPerGigabyte());
        ratios.add("cpu_s_per_gb_" + what + "_gateway", what + ": CPU s per GB, gateway", gateway.cpuPerGigabyte());
        ratios.add(
                "cpu_vs_relay_" + what + "_" + how,
                what + ", " + how + ": CPU per GB, gateway to relay",
                gateway.cpuPerGigabyte() / relay.cpuPerGigabyte());
        boolean encrypted = what.startsWith("tls_");
        ratios.add(
                encrypted ? "tls_cpu_vs_relay" : "cpu_vs_relay",
                (encrypted ? "all by TLS" : "all") + ": CPU per GB, gateway to relay",
                gateway.cpuPerGigabyte() / relay.cpuPerGigabyte());
    }
}
