package dev.weir.gateway.http;

import dev.weir.gateway.testbed.GatewayProcess;
import dev.weir.gateway.testbed.PlatformKafka;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.events.RestConsumerRecord;
import dev.weir.tenants.key.SecretHash;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A platform Kafka, one tenant's broker, and the keys of four principals of that tenant. */
public final class HttpTestbed implements QuarkusTestResourceLifecycleManager {
    static final String CLUSTER = "lkc-http01";
    static final String OWNER_KEY = "OWNEROWNEROWNER1";
    static final String WRITER_KEY = "WRITERWRITERWRI1";
    static final String STRANGER_KEY = "STRANGERSTRANGE1";
    static final String SINGLE_KEY = "SINGLESINGLESIN1";
    static final String SLEEPING_KEY = "SLEEPINGSLEEPIN1";
    static final String REVOKED_KEY = "REVOKEDREVOKEDR1";
    static final String SECRET = "secret-of-all-keys";
    private static final String OWNER = "u-owner1";
    private static final String WRITER = "sa-writer1";
    /** May write one topic, and read it with one group. */
    static final String SINGLE = "sa-single1";

    static final String SINGLE_TOPIC = "only-mine";
    static final String SINGLE_GROUP = "only-my-group";

    private static PlatformKafka platform;
    private static TenantCluster cluster;
    /** One that never runs. */
    private static TenantCluster asleep;

    private static long generation;
    private static int bootstrapPort;

    /** For a Kafka client of the owner's, through the gateway's Kafka port. */
    static Map<String, Object> clientSettings(Map<String, String> more) {
        return clientSettings(OWNER_KEY, more);
    }

    static Map<String, Object> clientSettings(String key, Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", "127.0.0.1:" + bootstrapPort);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "PLAIN");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(key, SECRET));
        return settings;
    }

    static TenantCluster cluster() {
        return cluster;
    }

    @Override
    public Map<String, String> start() {
        // Kafka's clients leave it to the whole JVM; that of a gateway before this one has classes of its own.
        Security.removeProvider("SASL/OAUTHBEARER Client Provider");
        try {
            Path folder = Files.createTempDirectory("weir-gateway-http");
            bootstrapPort = GatewayProcess.freePorts();
            platform = new PlatformKafka(Files.createDirectory(folder.resolve("platform")));
            cluster = new TenantCluster(
                    CLUSTER,
                    OWNER,
                    List.of(
                            AclGrant.of("User:" + WRITER, "TOPIC", "writable", "WRITE"),
                            AclGrant.of("User:" + WRITER, "TOPIC", "readable", "READ"),
                            AclGrant.of("User:" + SINGLE, "TOPIC", SINGLE_TOPIC, "WRITE"),
                            AclGrant.of("User:" + SINGLE, "TOPIC", SINGLE_TOPIC, "READ"),
                            AclGrant.of("User:" + SINGLE, "GROUP", SINGLE_GROUP, "READ")),
                    Files.createDirectory(folder.resolve("tenant")),
                    bootstrapPort + 1);
            asleep =
                    new TenantCluster("lkc-asleep1", OWNER, List.of(), Files.createDirectory(folder.resolve("asleep")));
            platform.start();
            cluster.process().start();
            tell();
            Map<String, String> settings = new HashMap<>(platform.gatewaySettings());
            settings.put("weir.gateway.snapshots", folder.resolve("snapshots").toString());
            settings.put("weir.gateway.http.upstream.cluster-wait", "1S");
            settings.put("weir.gateway.http.upstream.timeout", "10S");
            // Fewer than there are principals, so that clients give way to each other.
            settings.put("weir.gateway.http.upstream.max", "2");
            settings.put("weir.gateway.http.max-body", "4M");
            settings.put("weir.gateway.http.cors.clusters.\"" + CLUSTER + "\"", "https://app.example.org");
            settings.put("weir.gateway.access-log.clusters", CLUSTER);
            // Of the heap that gateways have; tests have a larger one.
            settings.put("weir.gateway.http.body-memory", "64M");
            settings.put("weir.gateway.http.follow.heartbeat", "1S");
            settings.put("weir.gateway.http.follow.topic-check", "1S");
            settings.put("weir.gateway.http.consumers.max-timeout", "5S");
            settings.put("weir.gateway.http.consumers.keep-every", "300MS");
            settings.put("weir.gateway.kafka.bootstrap-port", String.valueOf(bootstrapPort));
            settings.put("weir.gateway.kafka.node-ports", "2");
            settings.put("quarkus.http.test-port", "0");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell() {
        desired(DesiredState.RUNNING);
        platform.write(PlatformTopic.CLUSTER_SECRETS, CLUSTER, cluster.secret());
        status(ClusterStatus.Phase.RUNNING);
        key(OWNER_KEY, OWNER, CLUSTER, ApiKeyRecord.State.ACTIVE);
        key(WRITER_KEY, WRITER, CLUSTER, ApiKeyRecord.State.ACTIVE);
        key(STRANGER_KEY, "sa-stranger1", CLUSTER, ApiKeyRecord.State.ACTIVE);
        key(SINGLE_KEY, SINGLE, CLUSTER, ApiKeyRecord.State.ACTIVE);
        platform.write(PlatformTopic.CLUSTERS, asleep.id(), asleep.desired(1, DesiredState.RUNNING));
        key(SLEEPING_KEY, OWNER, asleep.id(), ApiKeyRecord.State.ACTIVE);
        key(REVOKED_KEY, OWNER, CLUSTER, ApiKeyRecord.State.REVOKED);
    }

    static void status(ClusterStatus.Phase phase) {
        platform.write(PlatformTopic.CLUSTER_STATUS, CLUSTER, cluster.status(phase));
    }

    static void desired(DesiredState state) {
        generation++;
        platform.write(PlatformTopic.CLUSTERS, CLUSTER, cluster.desired(generation, state));
    }

    static void origins(List<String> allowed) {
        cluster.origins(allowed);
        desired(DesiredState.RUNNING);
    }

    static void limits(ClusterLimits limits) {
        generation++;
        platform.write(PlatformTopic.CLUSTERS, CLUSTER, cluster.desired(generation, DesiredState.RUNNING, limits));
    }

    /** A consumer of the cluster that sleeps, which another gateway had. */
    static void consumerElsewhere(String group, String name) {
        var consumer = new RestConsumerRecord(
                RestConsumerRecord.SCHEMA,
                asleep.id(),
                group,
                name,
                OWNER,
                Map.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                System.currentTimeMillis(),
                "another gateway",
                "life-of-" + name,
                0);
        platform.write(PlatformTopic.REST_CONSUMERS, consumer.key(), consumer);
    }

    /** Another key of the owner's. */
    static void key(String key, ApiKeyRecord.State state, long generation) {
        key(key, OWNER, CLUSTER, state, generation);
    }

    private static void key(String key, String principal, String opens, ApiKeyRecord.State state) {
        key(key, principal, opens, state, 1);
    }

    private static void key(String key, String principal, String opens, ApiKeyRecord.State state, long generation) {
        platform.write(
                PlatformTopic.API_KEYS,
                key,
                new ApiKeyRecord(
                        ApiKeyRecord.SCHEMA,
                        key,
                        generation,
                        SecretHash.of(SECRET).hex(),
                        principal,
                        "00000000-0000-4000-8000-000000000001",
                        opens,
                        state));
    }

    @Override
    public void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (asleep != null) {
            asleep.close();
        }
        if (platform != null) {
            platform.close();
        }
    }
}
