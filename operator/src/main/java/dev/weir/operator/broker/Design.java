package dev.weir.operator.broker;

import dev.weir.k8s.api.GatewaySpec;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import dev.weir.operator.apply.Labels;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerNode.NamedListener;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.PasswordAuthentication;
import dev.weir.tenants.broker.TokenAuthentication;
import dev.weir.tenants.events.ClusterSecret;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One cluster as it should be: the spec, its secret, and what follows from both. Pure.
 *
 * @param cluster the desired cluster
 * @param secret with which its brokers are spoken to
 * @param passwords with which clients prove themselves, where that isn't by tokens: at the platform's own Kafka
 * @param image that its brokers should run
 * @param runs whether its brokers should run
 * @param names of its objects
 */
public record Design(
        TenantCluster cluster,
        ClusterSecret secret,
        @Nullable PasswordAuthentication passwords,
        String image,
        boolean runs,
        Names names) {
    private static final int REPLICAS = 3;
    private static final int MIN_IN_SYNC = 2;
    private static final String ANY_ADDRESS = "0.0.0.0";

    public TenantClusterSpec spec() {
        return cluster.getSpec();
    }

    public int brokers() {
        return spec().brokers();
    }

    /** Kafka's id of the cluster, and the audience of its tokens. */
    public String id() {
        return cluster.getMetadata().getName();
    }

    Heap heap() {
        return Heap.of(spec().kind());
    }

    ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(cluster.getMetadata().getNamespace())
                .withLabels(Labels.ofCluster(id(), spec().organization()))
                .build();
    }

    /** The same with another image. */
    public Design withImage(String other) {
        return new Design(cluster, secret, passwords, other, runs, names);
    }

    /** What one broker needs to know. */
    BrokerSpec brokerSpec(int node) {
        boolean replicated = brokers() >= REPLICAS;
        return new BrokerSpec(
                BrokerSpec.SCHEMA,
                id(),
                node,
                IntStream.range(0, brokers()).mapToObj(this::node).toList(),
                BrokerSet.DATA_FOLDER,
                replicated ? REPLICAS : 1,
                replicated ? MIN_IN_SYNC : 1,
                spec().messageBytes(),
                secret.internalPassword(),
                passwords == null
                        ? new TokenAuthentication(BrokerFiles.JWKS_FILE, TokenAuthentication.GATEWAY_ISSUER, id())
                        : null,
                passwords,
                List.of(BrokerSpec.PLATFORM_USER, BrokerSpec.BROKER_USER),
                acls(),
                null,
                BrokerFiles.tls(node));
    }

    private List<AclGrant> acls() {
        return spec().roles() == null
                ? List.of()
                : spec().roles().stream().map(acl -> acl.grant()).toList();
    }

    private BrokerNode node(int id) {
        GatewaySpec gateway = spec().gateway();
        return new BrokerNode(
                id,
                names.host(id),
                BrokerPorts.GATEWAY,
                BrokerPorts.INTERNAL,
                BrokerPorts.CONTROLLER,
                gateway.host(),
                gateway.port() + id,
                named(id),
                ANY_ADDRESS);
    }

    @Nullable
    public NamedListener named(int id) {
        GatewaySpec gateway = spec().gateway();
        return gateway.domain() == null || gateway.namedPort() == null
                ? null
                : new NamedListener(
                        BrokerPorts.NAMED, "b" + id + "-" + id() + "." + gateway.domain(), gateway.namedPort());
    }

    /** Where the operator's own clients connect, as {@code bootstrap.servers} wants it. */
    public String internalServers(IntFunction<String> host) {
        return IntStream.range(0, brokers())
                .mapToObj(node -> host.apply(node) + ":" + BrokerPorts.INTERNAL)
                .collect(Collectors.joining(","));
    }

    /** The port that tells clients names; 0 where nodes have none. */
    public int namedPort() {
        return spec().gateway().domain() == null || spec().gateway().namedPort() == null ? 0 : BrokerPorts.NAMED;
    }
}
