package dev.weir.broker.running;

import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.access.RoleGrant;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.PasswordAuthentication;
import dev.weir.tenants.broker.TokenAuthentication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Specs as the agent writes them, each cluster on a loopback address of its own. */
public final class TestSpecs {
    public static final String CLUSTER = "lkc-test1";
    public static final String ADMIN = "u-admin";
    public static final Tokens TOKENS = new Tokens(CLUSTER, "k1", "0123456789abcdef0123456789abcdef");
    public static final int MESSAGE_BYTES = 2 * 1024 * 1024;

    private TestSpecs() {}

    public static BrokerSpec tenants(Path home) throws IOException {
        return tenants(home, nodes(1)).getFirst();
    }

    /** One spec for each node of a cluster, whose administrator is {@link #ADMIN}. */
    public static List<BrokerSpec> tenants(Path folder, List<BrokerNode> nodes) throws IOException {
        Path home = Files.createDirectories(folder.resolve("a #1 %20"));
        Path jwks = home.resolve("jwks.json");
        Files.writeString(jwks, TOKENS.jwks());
        return nodes.stream()
                .map(node -> new BrokerSpec(
                        BrokerSpec.SCHEMA,
                        CLUSTER,
                        node.id(),
                        nodes,
                        home.resolve("data-" + node.id()).toString(),
                        nodes.size(),
                        Math.max(1, nodes.size() - 1),
                        MESSAGE_BYTES,
                        "in\"ter\\nal; =",
                        new TokenAuthentication(jwks.toString(), TokenAuthentication.GATEWAY_ISSUER, CLUSTER),
                        null,
                        List.of(BrokerSpec.PLATFORM_USER),
                        new RoleGrant(ADMIN, Role.CLOUD_CLUSTER_ADMIN).acls()))
                .toList();
    }

    /** Specs of nodes that come to a cluster which the first ones of them have formed. */
    public static List<BrokerSpec> joining(List<BrokerSpec> specs, int founders) {
        return specs.stream()
                .skip(founders)
                .map(spec -> new BrokerSpec(
                        spec.schema(),
                        spec.cluster(),
                        spec.nodeId(),
                        spec.nodes(),
                        spec.dataDirectory(),
                        spec.replicationFactor(),
                        spec.minInSyncReplicas(),
                        spec.messageBytes(),
                        spec.internalPassword(),
                        spec.tokens(),
                        spec.passwords(),
                        spec.superUsers(),
                        spec.initialAcls(),
                        founders))
                .toList();
    }

    public static BrokerSpec platform(Path home, Map<String, String> passwords, List<AclGrant> acls) {
        return new BrokerSpec(
                BrokerSpec.SCHEMA,
                "lkc-platform",
                0,
                nodes(1),
                home.resolve("data").toString(),
                1,
                1,
                MESSAGE_BYTES,
                "internal",
                null,
                new PasswordAuthentication(passwords),
                List.of(BrokerSpec.PLATFORM_USER),
                acls);
    }

    public static List<BrokerNode> nodes(int count) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String host = "127.77." + random.nextInt(256) + "." + random.nextInt(1, 255);
        return IntStream.range(0, count)
                .mapToObj(id -> {
                    int port = 9092 + 10 * id;
                    return new BrokerNode(id, host, port, port + 2, port + 1, host, port);
                })
                .toList();
    }

    public static String gateway(BrokerSpec spec) {
        return spec.node().host() + ":" + spec.node().gatewayPort();
    }

    public static String internal(BrokerSpec spec) {
        return spec.node().host() + ":" + spec.node().internalPort();
    }

    public static String controller(BrokerSpec spec) {
        return spec.node().host() + ":" + spec.node().controllerPort();
    }
}
