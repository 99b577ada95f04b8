package dev.weir.gateway.http;

import dev.weir.gateway.testbed.BrokerProcess;
import dev.weir.gateway.testbed.PlatformKafka;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.key.SecretHash;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A platform Kafka, one tenant's broker, and the keys of three principals of that tenant. */
public final class HttpTestbed implements QuarkusTestResourceLifecycleManager {
    static final String CLUSTER = "lkc-http01";
    static final String OWNER_KEY = "OWNEROWNEROWNER1";
    static final String WRITER_KEY = "WRITERWRITERWRI1";
    static final String STRANGER_KEY = "STRANGERSTRANGE1";
    static final String REVOKED_KEY = "REVOKEDREVOKEDR1";
    static final String SECRET = "secret-of-all-keys";
    private static final String OWNER = "u-owner1";
    private static final String WRITER = "sa-writer1";

    private static PlatformKafka platform;
    private static TenantCluster cluster;
    private static long generation;

    static TenantCluster cluster() {
        return cluster;
    }

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("weir-gateway-http");
            platform = new PlatformKafka(Files.createDirectory(folder.resolve("platform")));
            cluster = new TenantCluster(
                    CLUSTER,
                    OWNER,
                    List.of(
                            AclGrant.of("User:" + WRITER, "TOPIC", "writable", "WRITE"),
                            AclGrant.of("User:" + WRITER, "TOPIC", "readable", "READ")),
                    Files.createDirectory(folder.resolve("tenant")));
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
            settings.put("weir.gateway.kafka.bootstrap-port", String.valueOf(BrokerProcess.freePort()));
            settings.put("weir.gateway.kafka.node-ports", "0");
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
        key(REVOKED_KEY, OWNER, CLUSTER, ApiKeyRecord.State.REVOKED);
    }

    static void status(ClusterStatus.Phase phase) {
        platform.write(PlatformTopic.CLUSTER_STATUS, CLUSTER, cluster.status(phase));
    }

    static void desired(DesiredState state) {
        generation++;
        platform.write(PlatformTopic.CLUSTERS, CLUSTER, cluster.desired(generation, state));
    }

    private static void key(String key, String principal, String opens, ApiKeyRecord.State state) {
        platform.write(
                PlatformTopic.API_KEYS,
                key,
                new ApiKeyRecord(
                        ApiKeyRecord.SCHEMA,
                        key,
                        1,
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
        if (platform != null) {
            platform.close();
        }
    }
}
