package dev.weir.controlplane.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.testing.Platform;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.Relay;
import dev.weir.controlplane.testing.SampleTenant;
import dev.weir.controlplane.testing.TwoRegions;
import dev.weir.controlplane.testing.WantedClusters;
import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two regions, one of which can't be reached. The test plays the operators. */
@NeedsKubernetes(pods = false)
@QuarkusTest
@Tag("own-jvm")
@QuarkusTestResource(value = Platform.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TwoRegions.class, restrictToAnnotatedClass = true)
class KubernetesTroubleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** More than one control plane works on at a time in a region. */
    private static final int MANY = 12;

    private PostgresServer postgres;
    private Relay toLocal;
    private Relay toAway;

    @Inject
    SystemDatabase system;

    @Inject
    ClusterProvisioning provisioning;

    private WantedClusters wanted;
    private SampleTenant here;
    private SampleTenant far;
    private PlayedOperator local;
    private PlayedOperator away;

    @BeforeEach
    void setUp() {
        wanted = new WantedClusters(postgres, system, provisioning);
        here = postgres.inTransaction(SampleTenant::insert);
        far = postgres.inTransaction(SampleTenant::insert);
        local = new PlayedOperator(here);
        away = new PlayedOperator(far);
    }

    @AfterEach
    void tearDown() {
        toLocal.open();
        toAway.open();
        local.close();
        away.close();
    }

    @Test
    void aRegionThatDoesNotAnswerDelaysNoOtherAndIsServedWhenItIsBack() {
        toAway.fallSilent();
        List<ClusterId> waiting =
                Stream.generate(() -> wanted.make(far, "away")).limit(MANY).toList();
        for (int i = 0; i < 3; i++) {
            serves(wanted.make(here, "local"));
        }
        assertThat(away.tenant()).isNull();
        toAway.open();
        away.awaitTenantAndMakeItsNamespace();
        waiting.forEach(cluster -> {
            away.report(away.awaitWritten(cluster, 1), Phase.RUNNING);
            wanted.awaitPhase(cluster, "PROVISIONED");
        });
    }

    @Test
    void whatHappenedWhileItCouldNotBeHeardIsHeardWhenItCan() {
        ClusterId changed = wanted.make(here, "local");
        ClusterId gone = wanted.make(here, "local");
        local.awaitTenantAndMakeItsNamespace();
        Stream.of(changed, gone).forEach(cluster -> {
            local.report(local.awaitWritten(cluster, 1), Phase.RUNNING);
            wanted.awaitPhase(cluster, "PROVISIONED");
        });
        String first = local.find(gone).getMetadata().getUid();
        toLocal.cut();
        toAway.cut();
        local.report(local.find(changed), Phase.FAILED);
        local.client.resource(local.find(gone)).delete();
        await().during(AT_ONCE).atMost(SOON).until(() -> wanted.phase(changed), "PROVISIONED"::equals);
        toLocal.open();
        wanted.awaitPhase(changed, "FAILED");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(local.find(gone))
                        .isNotNull()
                        .satisfies(again ->
                                assertThat(again.getMetadata().getUid()).isNotEqualTo(first)));
    }

    /** Soon written, and its state soon known after it was said. */
    private void serves(ClusterId cluster) {
        await().atMost(SOON).until(() -> local.tenant() != null);
        local.makeNamespace();
        var written = await().atMost(SOON).until(() -> local.find(cluster), found -> found != null);
        local.report(written, Phase.RUNNING);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> wanted.phase(cluster), "PROVISIONED"::equals);
    }
}
