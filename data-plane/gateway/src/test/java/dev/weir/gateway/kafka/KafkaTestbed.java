package dev.weir.gateway.kafka;

import dev.weir.gateway.testbed.Authority;
import dev.weir.gateway.testbed.BrokerProcess;
import dev.weir.gateway.testbed.GatewayProcess;
import dev.weir.gateway.testbed.Issuer;
import dev.weir.gateway.testbed.PlatformKafka;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.gateway.testbed.TraceCollector;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.broker.BrokerNode.NamedListener;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.key.SecretHash;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.security.scram.internals.ScramCredentialUtils;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;

/** A platform Kafka and two tenants with a broker each, behind one gateway. */
public final class KafkaTestbed implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "secret-of-all-keys";
    static final String ANNAS_KEY = "ANNAANNAANNAANN1";
    static final String BERTS_KEY = "BERTBERTBERTBER1";
    /** Of a service account in Anna's cluster that has every role. */
    static final String EVERY_ROLES_KEY = "EVERYEVERYEVERY1";

    static final String ANNA = "u-anna";
    static final String BERT = "u-bert";
    /** A service account of both organizations' tests, which may do little. */
    static final String ROBOT = "sa-robot";

    static final String ROBOTS_TOPIC = "robots";
    static final String DOMAIN = "weir.localhost";
    static final String ORGANIZATION = "00000000-0000-4000-8000-000000000001";
    private static final String BERTS_ORGANIZATION = "00000000-0000-4000-8000-000000000002";
    static final int UNAUTHENTICATED = 400;
    static final int UNAUTHENTICATED_PER_ADDRESS = 200;
    private static final int PORTS = 2;

    private static int bootstrapPort;
    private static int namedPort;
    private static Path trust;
    private static Authority authority;
    private static Issuer issuer;
    private static TraceCollector traces;
    private static PlatformKafka platform;
    private static TenantCluster annas;
    private static TenantCluster berts;
    private static final AtomicLong generation = new AtomicLong();

    static String bootstrap() {
        return "127.0.0.1:" + bootstrapPort;
    }

    static int bootstrapPort() {
        return bootstrapPort;
    }

    static int namedPort() {
        return namedPort;
    }

    /** PEM of the authority of the gateway's certificate. */
    static Path trust() {
        return trust;
    }

    static Authority authority() {
        return authority;
    }

    static TraceCollector traces() {
        return traces;
    }

    static Issuer issuer() {
        return issuer;
    }

    static PlatformKafka platform() {
        return platform;
    }

    static TenantCluster annas() {
        return annas;
    }

    static TenantCluster berts() {
        return berts;
    }

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("weir-gateway-kafka");
            bootstrapPort = GatewayProcess.freePorts();
            namedPort = BrokerProcess.freePort();
            authority = new Authority("test authority");
            authority.server("*." + DOMAIN).writeTo(folder);
            trust = Files.writeString(folder.resolve("ca.pem"), authority.pem());
            issuer = new Issuer();
            traces = new TraceCollector();
            platform = new PlatformKafka(Files.createDirectory(folder.resolve("platform")));
            annas = tenant("lkc-anna", ANNA, folder);
            berts = tenant("lkc-bert", BERT, folder).of(BERTS_ORGANIZATION);
            platform.start();
            annas.process().start();
            berts.process().start();
            announce(annas);
            announce(berts);
            key(ANNAS_KEY, ANNA, annas, ApiKeyRecord.State.ACTIVE);
            key(BERTS_KEY, BERT, berts, ApiKeyRecord.State.ACTIVE);
            key(EVERY_ROLES_KEY, TenantCluster.EVERYTHING, annas, ApiKeyRecord.State.ACTIVE);
            Map<String, String> settings = new HashMap<>(platform.gatewaySettings());
            settings.put("weir.gateway.snapshots", folder.resolve("snapshots").toString());
            settings.put("weir.gateway.kafka.bootstrap-port", String.valueOf(bootstrapPort));
            settings.put("weir.gateway.kafka.node-ports", String.valueOf(PORTS));
            settings.put("weir.gateway.kafka.authentication-timeout", "2s");
            settings.put("weir.gateway.kafka.longest-failure-delay", "400ms");
            settings.put("weir.gateway.kafka.unauthenticated-connections", String.valueOf(UNAUTHENTICATED));
            settings.put("weir.gateway.kafka.unauthenticated-per-address", String.valueOf(UNAUTHENTICATED_PER_ADDRESS));
            settings.put("weir.gateway.kafka.frame-timeout", "5s");
            settings.put("weir.gateway.kafka.incomplete-per-cluster", "8M");
            settings.put("weir.gateway.kafka.incomplete-total", "64M");
            settings.put("weir.gateway.kafka.upstream-patience", "10s");
            // So short that sessions are renewed while the tests run.
            settings.put("weir.gateway.state.token-life", "8s");
            settings.put(
                    "weir.gateway.kafka.tls.certificate",
                    folder.resolve("tls.crt").toString());
            settings.put("weir.gateway.kafka.tls.key", folder.resolve("tls.key").toString());
            settings.put("weir.gateway.kafka.tls.reload", "200ms");
            settings.put("weir.gateway.kafka.tls.numbered-ports", "false");
            settings.put("weir.gateway.kafka.tls.domain", DOMAIN);
            settings.put("weir.gateway.kafka.tls.named-port", String.valueOf(namedPort));
            settings.put("weir.gateway.kafka.proxies", "127.0.0.2");
            settings.put("weir.gateway.issuers.plain-http", "true");
            settings.put("weir.gateway.issuers.private-addresses", "true");
            settings.put("weir.gateway.issuers.pause", "100ms");
            settings.put("weir.gateway.traces.endpoint", traces.endpoint());
            settings.put("weir.gateway.traces.delay", "100ms");
            settings.put("quarkus.http.test-port", "0");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TenantCluster tenant(String id, String owner, Path folder) throws IOException {
        String name = "b0-" + id + "." + DOMAIN;
        return new TenantCluster(
                id,
                owner,
                List.of(
                        AclGrant.of("User:" + ROBOT, "TOPIC", ROBOTS_TOPIC, "ALL"),
                        AclGrant.of("User:" + ROBOT, "CLUSTER", "kafka-cluster", "IDEMPOTENT_WRITE")),
                Files.createDirectory(folder.resolve(id)),
                bootstrapPort + 1,
                new NamedListener(BrokerProcess.freePort(), name, namedPort));
    }

    static void announce(TenantCluster cluster) {
        desire(cluster, DesiredState.RUNNING);
        platform.write(PlatformTopic.CLUSTER_SECRETS, cluster.id(), cluster.secret());
        status(cluster, ClusterStatus.Phase.RUNNING);
    }

    static void desire(TenantCluster cluster, DesiredState state) {
        platform.write(PlatformTopic.CLUSTERS, cluster.id(), cluster.desired(generation.incrementAndGet(), state));
    }

    static void limit(TenantCluster cluster, ClusterLimits limits) {
        platform.write(
                PlatformTopic.CLUSTERS,
                cluster.id(),
                cluster.desired(generation.incrementAndGet(), DesiredState.RUNNING, limits));
    }

    static void status(TenantCluster cluster, ClusterStatus.Phase phase) {
        platform.write(PlatformTopic.CLUSTER_STATUS, cluster.id(), cluster.status(phase));
    }

    /** It runs with its own broker and another one. */
    static void status(TenantCluster cluster, ClusterStatus.NodeAddress second) {
        platform.write(PlatformTopic.CLUSTER_STATUS, cluster.id(), cluster.status(second));
    }

    static void key(String key, String principal, TenantCluster cluster, ApiKeyRecord.State state) {
        key(platform, key, principal, cluster, state);
    }

    static void key(
            PlatformKafka platform, String key, String principal, TenantCluster cluster, ApiKeyRecord.State state) {
        platform.write(
                PlatformTopic.API_KEYS,
                key,
                new ApiKeyRecord(
                        ApiKeyRecord.SCHEMA,
                        key,
                        generation.incrementAndGet(),
                        SecretHash.of(SECRET).hex(),
                        principal,
                        cluster.organization(),
                        cluster.id(),
                        state));
    }

    /** A key with verifiers for SCRAM, as the control plane makes it. */
    static void scramKey(String key, String principal, TenantCluster cluster) throws NoSuchAlgorithmException {
        platform.write(
                PlatformTopic.API_KEYS,
                key,
                new ApiKeyRecord(
                        ApiKeyRecord.SCHEMA,
                        key,
                        generation.incrementAndGet(),
                        SecretHash.of(SECRET).hex(),
                        principal,
                        cluster.organization(),
                        cluster.id(),
                        ApiKeyRecord.State.ACTIVE,
                        verifier(ScramMechanism.SCRAM_SHA_256),
                        verifier(ScramMechanism.SCRAM_SHA_512)));
    }

    private static String verifier(ScramMechanism mechanism) throws NoSuchAlgorithmException {
        return ScramCredentialUtils.credentialToString(
                new ScramFormatter(mechanism).generateCredential(SECRET, mechanism.minIterations()));
    }

    static void provider(IdentityProviderRecord provider) {
        platform.write(PlatformTopic.IDENTITY_PROVIDERS, provider.provider(), provider);
    }

    static long nextGeneration() {
        return generation.incrementAndGet();
    }

    @Override
    public void stop() {
        for (AutoCloseable part : new AutoCloseable[] {annas, berts, platform, issuer, traces}) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
