package dev.weir.gateway.kafka;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** How a client came in. Handlers that stand before its connection fill it before the first frame. */
final class Arrival {
    private Entrance entrance;
    private SocketAddress origin;
    private boolean awaitsProxy;
    private List<X509Certificate> certificates = List.of();

    Arrival(Entrance entrance, SocketAddress origin) {
        this.entrance = entrance;
        this.origin = origin;
    }

    Entrance entrance() {
        return entrance;
    }

    void through(Entrance known) {
        entrance = known;
    }

    /** The client's own address, not that of a proxy before the gateway. */
    SocketAddress origin() {
        return origin;
    }

    void from(InetSocketAddress client) {
        origin = client;
    }

    /** Whether the origin so far is a proxy's, which hasn't said yet whom it speaks for. */
    boolean awaitsProxy() {
        return awaitsProxy;
    }

    void throughProxy(boolean silent) {
        awaitsProxy = silent;
    }

    /** What the client proved to hold the key of, its own first; nothing of it is trusted yet. */
    List<X509Certificate> certificates() {
        return certificates;
    }

    void showed(List<X509Certificate> chain) {
        certificates = List.copyOf(chain);
    }
}
