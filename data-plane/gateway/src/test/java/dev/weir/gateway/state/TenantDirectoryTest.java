package dev.weir.gateway.state;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TenantDirectoryTest {
    private static final ApiKeyId KEY = new ApiKeyId(Records.KEY);
    private static final ClusterId CLUSTER = new ClusterId(Records.CLUSTER);
    private static final Authentication.Accepted ACCEPTED =
            new Authentication.Accepted(KEY, PrincipalId.of(Records.PRINCIPAL), CLUSTER);

    private final StateTables tables = new StateTables();
    private final TopicProgress progress = new TopicProgress();
    private final TenantDirectory directory = new TenantDirectory(tables, progress, new StateConfigs(Optional.empty()));

    TenantDirectoryTest() {
        progress.serveFromSnapshot();
    }

    @Test
    void theRightSecretOfALiveKeyIsAccepted() {
        tables.put(Records.key(1, ApiKeyRecord.State.ACTIVE));
        tables.put(Records.cluster(1, DesiredState.RUNNING));

        assertThat(directory.authenticate(Records.KEY, Records.SECRET)).isEqualTo(ACCEPTED);
        assertThat(directory.stillGood(ACCEPTED)).isTrue();
    }

    @Test
    void whoHasNotTheSecretLearnsNothingOfTheKey() {
        tables.put(Records.key(1, ApiKeyRecord.State.REVOKED));

        assertThat(directory.authenticate(Records.KEY, "guess")).isEqualTo(new Authentication.WrongCredentials());
        assertThat(directory.authenticate("NOSUCHKEYNOSUCHK", "guess"))
                .isEqualTo(new Authentication.WrongCredentials());
    }

    @Test
    void aRevokedKeyOpensNothing() {
        tables.put(Records.key(1, ApiKeyRecord.State.REVOKED));
        tables.put(Records.cluster(1, DesiredState.RUNNING));

        assertThat(directory.authenticate(Records.KEY, Records.SECRET)).isEqualTo(new Authentication.Revoked(KEY));
        assertThat(directory.stillGood(ACCEPTED)).isFalse();
    }

    @Test
    void suspendedAndDeletedClustersAreClosed() {
        tables.put(Records.key(1, ApiKeyRecord.State.ACTIVE));
        tables.put(Records.cluster(1, DesiredState.SUSPENDED));
        assertThat(directory.authenticate(Records.KEY, Records.SECRET))
                .isEqualTo(new Authentication.ClusterSuspended(CLUSTER));

        tables.put(Records.cluster(2, DesiredState.DELETED));
        assertThat(directory.authenticate(Records.KEY, Records.SECRET))
                .isEqualTo(new Authentication.ClusterGone(CLUSTER));
        assertThat(directory.stillGood(ACCEPTED)).isFalse();
    }

    @Test
    void aKeyMayArriveAMomentAfterItsOwner() throws Exception {
        var answer = directory.authenticateNewcomer(Records.KEY, Records.SECRET);
        assertThat(answer).isNotDone();

        tables.put(Records.cluster(1, DesiredState.RUNNING));
        tables.put(Records.key(1, ApiKeyRecord.State.ACTIVE));

        assertThat(answer.get(1, SECONDS)).isEqualTo(ACCEPTED);
    }

    @Test
    void patienceWithUnknownKeysEnds() throws Exception {
        assertThat(directory.authenticateNewcomer(Records.KEY, Records.SECRET).get(5, SECONDS))
                .isEqualTo(new Authentication.WrongCredentials());
    }

    @Test
    void aGatewayThatKnowsNothingYetHasMorePatience() {
        var starting = new TenantDirectory(tables, new TopicProgress(), new StateConfigs(Optional.empty()));
        var known = directory.authenticateNewcomer(Records.KEY, Records.SECRET);
        var unknown = starting.authenticateNewcomer(Records.KEY, Records.SECRET);

        assertThat(known).succeedsWithin(Duration.ofSeconds(5));
        assertThat(unknown).isNotDone();
    }

    @Test
    void nodesAreAwaitedUntilTheyRunAndCanBeSpokenTo() throws Exception {
        CompletableFuture<List<NodeAddress>> nodes = directory.awaitNodes(CLUSTER, Duration.ofSeconds(20));
        tables.put(Records.cluster(1, DesiredState.RUNNING));
        tables.put(Records.status(1, ClusterStatus.Phase.STARTING));
        assertThat(nodes).isNotDone();
        tables.put(Records.status(2, ClusterStatus.Phase.RUNNING));
        assertThat(nodes).isNotDone();
        tables.put(Records.secret(1, Records.signingKey("k1", 0)));

        assertThat(nodes.get(1, SECONDS)).containsExactly(Records.NODE);
    }

    @Test
    void nobodyWaitsForASuspendedCluster() throws Exception {
        CompletableFuture<List<NodeAddress>> nodes = directory.awaitNodes(CLUSTER, Duration.ofSeconds(20));
        tables.put(Records.cluster(1, DesiredState.SUSPENDED));

        assertThat(nodes.get(1, SECONDS)).isEmpty();
    }

    @Test
    void waitingForNodesEnds() throws Exception {
        assertThat(directory.awaitNodes(CLUSTER, Duration.ofMillis(50)).get(5, SECONDS))
                .isEmpty();
    }

    @Test
    void readyOnlyWhenEveryTopicWasReadToItsEnd() {
        var reading = new TopicProgress();
        for (PlatformTopic topic : TopicProgress.TOPICS) {
            assertThat(reading.ready()).isFalse();
            reading.aim(topic, 3);
            assertThat(reading.ready()).isFalse();
            reading.read(topic, 3);
        }
        assertThat(reading.ready()).isTrue();
    }
}
