package dev.weir.operator.strimzi;

import java.util.List;

/**
 * Where clients with tokens come in.
 *
 * @param name Strimzi's name for it, at most eleven letters and digits
 * @param port in the broker's pod
 * @param advertised what each broker tells clients to connect to; empty for its pod's own name
 */
public record ClientListener(String name, int port, List<Advertised> advertised) {
    public ClientListener {
        advertised = List.copyOf(advertised);
    }

    /** What one broker tells. */
    public record Advertised(int node, String host, int port) {}
}
