package dev.weir.agent.cluster;

import dev.weir.agent.address.Place;
import dev.weir.agent.address.Places;
import dev.weir.agent.broker.BrokerPart;
import dev.weir.agent.home.Settings;
import dev.weir.agent.supervision.Part;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TokenAuthentication;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Turns a desired cluster into the parts that its brokers are. */
final class Brokers {
    private static final int GATEWAY_PORT = 9092;
    private static final int INTERNAL_PORT = 9094;
    private static final int CONTROLLER_PORT = 9093;
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
        return "cluster:" + cluster + ":" + node;
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

    List<Part> parts(ClusterDesired desired, ClusterSecret secret, List<Place> at, ClusterFiles files)
            throws IOException {
        List<BrokerNode> nodes = IntStream.range(0, desired.brokers())
                .mapToObj(node -> new BrokerNode(
                        node,
                        at.get(node).host(),
                        at.get(node).first(),
                        at.get(node).second(),
                        at.get(node).third(),
                        settings.advertised(),
                        settings.nodePort(node)))
                .toList();
        List<AclGrant> acls =
                desired.roles().stream().flatMap(role -> role.acls().stream()).toList();
        boolean replicated = desired.brokers() >= REPLICAS;
        List<Part> parts = new ArrayList<>();
        for (BrokerNode node : nodes) {
            var spec = new BrokerSpec(
                    BrokerSpec.SCHEMA,
                    desired.cluster(),
                    node.id(),
                    nodes,
                    files.data(node.id()).toString(),
                    replicated ? REPLICAS : 1,
                    replicated ? MIN_IN_SYNC : 1,
                    desired.limits().messageBytes(),
                    secret.internalPassword(),
                    new TokenAuthentication(
                            files.jwks().toString(), TokenAuthentication.GATEWAY_ISSUER, desired.cluster()),
                    null,
                    List.of(BrokerSpec.PLATFORM_USER, BrokerSpec.BROKER_USER),
                    acls);
            parts.add(broker.describe(
                    partName(desired.cluster(), node.id()), spec, files.spec(node.id()), heap(desired.kind())));
        }
        return parts;
    }

    /** A broker whose heap is small dies of large messages, so it follows the plan. */
    private static String heap(ClusterKind kind) {
        return switch (kind) {
            case BASIC -> "64m";
            case STANDARD, DEDICATED -> "192m";
        };
    }
}
