package dev.weir.agent.address;

/**
 * Where one server of ours listens: a broker uses all three ports, Postgres the first.
 *
 * @param host a loopback address
 * @param first the port for clients
 * @param second the port for other brokers
 * @param third the port for the quorum
 */
public record Place(String host, int first, int second, int third) {
    public String address() {
        return host + ":" + first;
    }
}
