package dev.weir.controlplane.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.testing.Agent;
import dev.weir.controlplane.testing.Platform;
import dev.weir.controlplane.testing.PlatformKafka;
import dev.weir.controlplane.testing.PlatformRecords;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.SampleTenant;
import dev.weir.controlplane.testing.ToldClusters;
import dev.weir.controlplane.testing.WantedClusters;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("own-jvm")
@QuarkusTestResource(value = Platform.class, restrictToAnnotatedClass = true)
class ProvisioningIT {
    private static final int SAMPLES = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PlatformKafka kafka;

    private PostgresServer postgres;

    @Inject
    SystemDatabase system;

    @Inject
    ClusterProvisioning provisioning;

    @Inject
    Republication republication;

    @Inject
    RepublishAfterUpgrade upgrade;

    @Inject
    WorkQueue queue;

    @Inject
    PlatformJson json;

    private Agent agent;
    private ToldClusters told;
    private WantedClusters wanted;
    private PlatformRecords secrets;
    private PlatformRecords keys;
    private SampleTenant tenant;

    @BeforeEach
    void setUp() {
        Awaitility.setDefaultTimeout(PATIENCE);
        agent = new Agent(kafka);
        told = new ToldClusters(kafka, json);
        wanted = new WantedClusters(postgres, system, provisioning);
        secrets = new PlatformRecords(kafka, PlatformTopic.CLUSTER_SECRETS);
        keys = new PlatformRecords(kafka, PlatformTopic.API_KEYS);
        tenant = postgres.inTransaction(SampleTenant::insert);
    }

    @AfterEach
    void tearDown() {
        agent.close();
        told.close();
        secrets.close();
        keys.close();
    }

    @Test
    void newClusterIsToldWithItsLimitsAndRolesAndHasASecretThatIsSealedInPostgres() {
        ClusterId cluster = wanted.make(tenant);

        ClusterDesired desired = told.latest(cluster);
        assertThat(desired.generation()).isEqualTo(1);
        assertThat(desired.state()).isEqualTo(DesiredState.RUNNING);
        assertThat(desired.limits().partitions()).isEqualTo(1500);
        assertThat(desired.roles())
                .singleElement()
                .satisfies(grant ->
                        assertThat(grant.principal()).isEqualTo(tenant.admin().value()));
        ClusterSecret secret = latest(secrets, cluster.value(), ClusterSecret.class);
        assertThat(secret.keys())
                .singleElement()
                .satisfies(key -> assertThat(key.secret()).hasSize(43));
        assertThat(secret.internalPassword()).hasSize(43);
        byte[] sealed = postgres.inTransaction(connection -> {
            try (var select = connection.prepareStatement("select sealed from cluster_secret where cluster_id = ?")) {
                select.setString(1, cluster.value());
                try (ResultSet row = select.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    return row.getBytes(1);
                }
            }
        });
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(secret.keys().getFirst().secret(), secret.internalPassword());
    }

    @Test
    void clusterIsProvisionedOnceTheAgentSaysThatItRuns() {
        ClusterId cluster = wanted.make(tenant);
        agent.reports(cluster, 1, Phase.STARTING);
        assertThat(view(cluster).phase()).isEqualTo("PROVISIONING");

        agent.reports(cluster, 1, Phase.RUNNING);

        wanted.awaitPhase(cluster, "PROVISIONED");
    }

    @Test
    void newsTravelsInMilliseconds() {
        var heard = new ArrayList<Long>();
        var provisioned = new ArrayList<Long>();
        for (int i = 0; i < SAMPLES; i++) {
            ClusterId cluster = wanted.make(tenant);
            long committed = System.nanoTime();
            await().pollInterval(Duration.ofMillis(1)).until(() -> told.times(cluster) > 0);
            heard.add(System.nanoTime() - committed);
            long reported = System.nanoTime();
            agent.reports(cluster, 1, Phase.RUNNING);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> view(cluster).phase().equals("PROVISIONED"));
            provisioned.add(System.nanoTime() - reported);
        }
        System.out.printf(
                "commit to record: median %.1f ms; report to PROVISIONED: median %.1f ms%n",
                median(heard), median(provisioned));
        assertThat(median(heard)).isLessThan(250);
        assertThat(median(provisioned)).isLessThan(250);
    }

    @Test
    void reportsOfAnEarlierGenerationOrAnEarlierSequenceChangeNothing() {
        ClusterId cluster = wanted.make(tenant);
        wanted.change(cluster, DesiredState.RUNNING);

        agent.reports(cluster, 1, Phase.RUNNING);
        agent.reports(cluster, 2, Phase.STARTING);
        awaitObserved(cluster, 2, "STARTING");
        agent.reports(cluster, 1, Phase.RUNNING);
        agent.reportsWithSequence(cluster, 2, 0, Phase.RUNNING);
        agent.reports(cluster, 9, Phase.RUNNING);
        ClusterId later = wanted.make(tenant);
        agent.reports(later, 1, Phase.RUNNING);
        wanted.awaitPhase(later, "PROVISIONED");

        assertThat(view(cluster)).isEqualTo(new View("PROVISIONING", "", 2, "STARTING", false));
    }

    @Test
    void failureIsShownWithItsReasonAndPassesWhenTheClusterRuns() {
        ClusterId cluster = wanted.make(tenant);

        agent.reports(cluster, 1, Phase.FAILED, "DiskFull", "There is no room.");
        wanted.awaitPhase(cluster, "FAILED");
        assertThat(view(cluster).reason()).isEqualTo("DiskFull");

        agent.reports(cluster, 1, Phase.RUNNING);
        wanted.awaitPhase(cluster, "PROVISIONED");
        assertThat(view(cluster).reason()).isEmpty();
    }

    @Test
    void suspendedClusterStopsAndRunsAgain() {
        ClusterId cluster = runningCluster();

        wanted.change(cluster, DesiredState.SUSPENDED);
        told.awaitState(cluster, 2, DesiredState.SUSPENDED);
        agent.reports(cluster, 2, Phase.STOPPED);
        await().untilAsserted(() -> assertThat(view(cluster).reason()).isEqualTo("Suspended"));

        wanted.change(cluster, DesiredState.RUNNING);
        told.awaitState(cluster, 3, DesiredState.RUNNING);
        agent.reports(cluster, 3, Phase.RUNNING);
        await().untilAsserted(
                        () -> assertThat(view(cluster)).isEqualTo(new View("PROVISIONED", "", 3, "RUNNING", false)));
    }

    @Test
    void deletedClusterLosesItsKeysAtOnceAndItsSecretWhenItsDataIsGone() {
        ClusterId cluster = runningCluster();
        ApiKeyId key = postgres.inTransaction(connection -> tenant.insertKey(connection, cluster));

        wanted.change(cluster, DesiredState.DELETED);

        ApiKeyRecord revoked = latest(keys, key.value(), ApiKeyRecord.class);
        assertThat(revoked.state()).isEqualTo(ApiKeyRecord.State.REVOKED);
        assertThat(revoked.generation()).isEqualTo(2);
        told.awaitState(cluster, 2, DesiredState.DELETED);
        assertThat(view(cluster).deleted()).isFalse();

        agent.reports(cluster, 2, Phase.DELETED);

        await().untilAsserted(() -> assertThat(view(cluster).deleted()).isTrue());
        await().untilAsserted(() -> {
            ClusterSecret last = latest(secrets, cluster.value(), ClusterSecret.class);
            assertThat(last.generation()).isEqualTo(2);
            assertThat(last.keys()).isEmpty();
        });
    }

    @Test
    void workWhoseHolderDiedIsDoneByAnotherAndTheDeadCanNotWriteAnyMore() {
        ClusterId cluster = wanted.make(tenant);
        Claim dead = postgres.inTransaction(connection -> {
            SampleTenant.update(connection, """
                    update cluster set observed_generation = 1, observed_sequence = 1, observed_phase = 'RUNNING'
                    where id = ?""", cluster.value());
            try (var update = connection.prepareStatement("""
                    update provisioning_work
                    set due_at = now(), fence = fence + 1, lease_owner = 'dead', attempts = 1,
                        lease_until = now() + interval '1 second'
                    where cluster_id = ? returning fence""")) {
                update.setString(1, cluster.value());
                try (ResultSet row = update.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    return new Claim(cluster, row.getLong(1), 1, 1);
                }
            }
        });
        assertThat(view(cluster).phase()).isEqualTo("PROVISIONING");

        wanted.awaitPhase(cluster, "PROVISIONED");

        boolean deadWrote = postgres.inTransaction(connection -> queue.await(connection, dead, 1));
        assertThat(deadWrote).isFalse();
    }

    @Test
    void runtimeThatNeverHeardIsToldAgain() throws SQLException {
        ClusterId cluster = wanted.make(tenant);
        told.awaitState(cluster, 1, DesiredState.RUNNING);
        postgres.inTransaction(connection -> {
            SampleTenant.update(
                    connection, "update provisioning_work set due_at = now() where cluster_id = ?", cluster.value());
            return cluster;
        });

        await().untilAsserted(() -> assertThat(told.times(cluster)).isEqualTo(2));
    }

    @Test
    void republishingRebuildsTopicsThatWereLost() {
        ClusterId running = runningCluster();
        ApiKeyId key = postgres.inTransaction(connection -> tenant.insertKey(connection, running));
        ClusterId deleted = runningCluster();
        wanted.change(deleted, DesiredState.DELETED);
        agent.reports(deleted, 2, Phase.DELETED);
        await().untilAsserted(() -> assertThat(view(deleted).deleted()).isTrue());
        ClusterSecret secret = latest(secrets, running.value(), ClusterSecret.class);
        kafka.empty();

        republication.everything();

        try (var toldAgain = new ToldClusters(kafka, json);
                var secretsAgain = new PlatformRecords(kafka, PlatformTopic.CLUSTER_SECRETS);
                var keysAgain = new PlatformRecords(kafka, PlatformTopic.API_KEYS)) {
            assertThat(toldAgain.latest(running).state()).isEqualTo(DesiredState.RUNNING);
            assertThat(toldAgain.latest(deleted).state()).isEqualTo(DesiredState.DELETED);
            assertThat(latest(secretsAgain, running.value(), ClusterSecret.class))
                    .isEqualTo(secret);
            assertThat(latest(secretsAgain, deleted.value(), ClusterSecret.class)
                            .keys())
                    .isEmpty();
            assertThat(latest(keysAgain, key.value(), ApiKeyRecord.class).state())
                    .isEqualTo(ApiKeyRecord.State.ACTIVE);
        }
    }

    @Test
    void everythingIsToldAgainAfterAnUpgradeAndOnlyThen() {
        ClusterId cluster = wanted.make(tenant);
        told.awaitState(cluster, 1, DesiredState.RUNNING);
        upgrade.republishIfNeeded(new StartupEvent());
        // The later one comes after whatever the first might have sent.
        ClusterId later = wanted.make(tenant);
        told.awaitState(later, 1, DesiredState.RUNNING);
        assertThat(told.times(cluster)).isEqualTo(1);

        postgres.inTransaction(connection -> {
            SampleTenant.update(connection, "update publication set shapes = ?", "weir.clusters=0;");
            return cluster;
        });
        upgrade.republishIfNeeded(new StartupEvent());
        await().untilAsserted(() -> assertThat(told.times(cluster)).isEqualTo(2));
    }

    @Test
    void everyTopicHasAHeartbeat() {
        try (var raw = new PlatformRecords(kafka, PlatformTopic.API_KEYS)) {
            await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> {
                raw.sofar();
                assertThat(raw.heartbeats()).isNotEmpty();
            });
            JsonNode beat =
                    JsonMapper.builder().build().readTree(raw.heartbeats().getLast());
            assertThat(beat.get("at").asLong()).isPositive();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private ClusterId runningCluster() {
        ClusterId cluster = wanted.make(tenant);
        agent.reports(cluster, 1, Phase.RUNNING);
        wanted.awaitPhase(cluster, "PROVISIONED");
        return cluster;
    }

    private <T> T latest(PlatformRecords records, String key, Class<T> type) {
        List<String> values = await().until(() -> records.values(key), found -> !found.isEmpty());
        return json.read(values.getLast(), type);
    }

    private void awaitObserved(ClusterId cluster, long generation, String phase) {
        await().untilAsserted(() -> {
            assertThat(view(cluster).observedGeneration()).isEqualTo(generation);
            assertThat(view(cluster).observedPhase()).isEqualTo(phase);
        });
    }

    private View view(ClusterId cluster) {
        return postgres.inTransaction(connection -> {
            try (var select = connection.prepareStatement("""
                    select phase, reason, observed_generation, observed_phase, deleted_at is not null
                    from cluster where id = ?""")) {
                select.setString(1, cluster.value());
                try (ResultSet row = select.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    return new View(
                            row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getBoolean(5));
                }
            }
        });
    }

    private static double median(List<Long> nanos) {
        return LongStream.of(nanos.stream().mapToLong(Long::longValue).toArray())
                        .sorted()
                        .toArray()[nanos.size() / 2]
                / 1e6;
    }

    private record View(String phase, String reason, long observedGeneration, String observedPhase, boolean deleted) {}
}
