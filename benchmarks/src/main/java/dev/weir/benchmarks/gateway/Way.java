package dev.weir.benchmarks.gateway;

import java.util.Map;

/**
 * A way to a broker. Each leads to a broker of its own, since a broker names one address: the same program, flags, AOT
 * cache and settings.
 *
 * @param name for programs
 * @param settings how a Kafka client gets there
 * @param middle the process between client and broker; 0 when there is none
 */
record Way(String name, Map<String, String> settings, long middle) {
    String bootstrap() {
        return settings.getOrDefault("bootstrap.servers", "");
    }
}
