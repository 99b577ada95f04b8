package dev.weir.agent.cluster;

import dev.weir.agent.address.Place;
import dev.weir.agent.address.Places;
import dev.weir.agent.broker.BrokerPart;
import dev.weir.agent.home.Settings;
import dev.weir.agent.supervision.Part;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerNode.NamedListener;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TokenAuthentication;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns a desired cluster into the parts that its brokers are. */
final class Brokers {
    private static final int GATEWAY_PORT = 9092;
    private static final int INTERNAL_PORT = 9094;
    private static final int CONTROLLER_PORT = 9093;
    private static final int NAMED_PORT = 9095;
    private static final int REPLICAS = 3;
    private static final int MIN_IN_SYNC = 2;

    private final Settings settings;
    private final Places places;
    private final BrokerPart broker;

    Brokers(Settings settings, Places places, BrokerPart broker) {
        this.settings = settings;
        this.places = places;
        this.broker = broker;
    }

    static String partName(String cluster, int node) {
        return partName(cluster) + node;
    }

    /** What the names of all of a cluster's brokers begin with. */
    static String partName(String cluster) {
        return "cluster:" + cluster + ":";
    }

    /** The places that the cluster has had, and new ones for nodes that have none. */
    List<Place> places(ClusterDesired desired, ClusterFiles files) throws IOException {
        List<Place> had = files.places();
        if (had.size() >= desired.brokers()) {
            return had;
        }
        List<Place> all = new ArrayList<>(had);
        while (all.size() < desired.brokers()) {
            all.add(places.take(GATEWAY_PORT, INTERNAL_PORT, CONTROLLER_PORT));
        }
        files.write(all);
        return all;
    }

    void keep(List<Place> had) {
        had.forEach(places::keep);
    }

    void free(List<Place> had) {
        had.forEach(places::free);
    }

    int most() {
        return settings.nodePorts();
    }

    /**
     * One broker as a part.
     *
     * @param node which
     * @param desired the cluster as this broker should know it
     * @param founders how many brokers the cluster had at first
     * @param acls what stands in the metadata from the beginning
     */
    Part part(
            int node,
            ClusterDesired desired,
            int founders,
            List<AclGrant> acls,
            ClusterSecret secret,
            List<Place> at,
            ClusterFiles files)
            throws IOException {
        List<BrokerNode> nodes = IntStream.range(0, desired.brokers())
                .mapToObj(each -> node(desired.cluster(), each, at.get(each)))
                .toList();
        boolean replicated = desired.brokers() >= REPLICAS;
        var spec = new BrokerSpec(
                BrokerSpec.SCHEMA,
                desired.cluster(),
                node,
                nodes,
                files.data(node).toString(),
                replicated ? REPLICAS : 1,
                replicated ? MIN_IN_SYNC : 1,
                desired.limits().messageBytes(),
                secret.internalPassword(),
                new TokenAuthentication(files.jwks().toString(), TokenAuthentication.GATEWAY_ISSUER, desired.cluster()),
                null,
                List.of(BrokerSpec.PLATFORM_USER, BrokerSpec.BROKER_USER),
                acls,
                founders == desired.brokers() ? null : Integer.valueOf(founders));
        return broker.describe(partName(desired.cluster(), node), spec, files.spec(node), heap(desired.kind()));
    }

    /** Where each place has an address of its own there is a port left for names. */
    private @Nullable NamedListener named(String cluster, int id, Place place) {
        int port = namedPort(place);
        return port == 0
                ? null
                : new NamedListener(port, "b" + id + "-" + cluster + "." + settings.domain(), settings.portForNames());
    }

    /** The port of a broker at a place that tells clients names; 0 where there are none. */
    int namedPort(Place place) {
        return settings.domain() == null || place.first() != GATEWAY_PORT ? 0 : NAMED_PORT;
    }

    private BrokerNode node(String cluster, int id, Place place) {
        return new BrokerNode(
                id,
                place.host(),
                place.first(),
                place.second(),
                place.third(),
                settings.advertised(),
                settings.nodePort(id),
                named(cluster, id, place));
    }

    /** A broker whose heap is small dies of large messages, so it follows the plan. */
    private static String heap(ClusterKind kind) {
        return switch (kind) {
            case BASIC -> "64m";
            case STANDARD, DEDICATED -> "192m";
        };
    }
}
