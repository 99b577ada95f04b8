package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import dev.weir.k8s.api.TenantLimits;
import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.tenants.events.ClusterStatus.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The operator at its work where no pod really runs: what it makes, repairs and takes away, how little it writes. Needs
 * neither root nor images.
 */
@NeedsKubernetes(pods = false)
@Execution(ExecutionMode.SAME_THREAD) // one ends the operator, others count what it writes
class HollowNodesIT {
    private static final String OPERATOR = "system:serviceaccount:weir-system:weir-operator";

    private static final Pattern ENTRY =
            Pattern.compile("\"requestURI\":\"(?<uri>[^\"]*)\",\"verb\":\"(?<verb>[^\"]*)\"");

    private static Installation weir;
    private static OperatorProcess operator;

    @BeforeAll
    static void install() {
        weir = Installation.onHollowNodes();
        operator = OperatorProcess.start(weir.kubernetes.folder());
        weir.tenant();
    }

    @AfterAll
    static void close() {
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void clustersAreMadeAndThenNothingIsWritten() throws IOException, InterruptedException {
        List<TenantCluster> clusters = IntStream.range(0, 10)
                .mapToObj(number -> weir.make("lkc-many" + number, weir.basic()))
                .toList();
        weir.awaitReady(clusters.getFirst());
        clusters.forEach(weir::awaitReady);
        assertThat(operator.metrics())
                .contains("operator_sdk_reconciliations_success")
                .doesNotContain("lkc-many");
        awaitQuiet();
        clusters.forEach(cluster -> weir.client.resource(cluster).delete());
    }

    @Test
    void threeBrokersStandInThreeZones() {
        TenantCluster cluster = weir.make("lkc-zones", weir.three());
        weir.awaitReady(cluster);
        Set<String> nodes = weir.pods(cluster).stream()
                .map(pod -> pod.getSpec().getNodeName())
                .collect(Collectors.toSet());
        assertThat(nodes).containsExactlyInAnyOrder("hollow-0", "hollow-1", "hollow-2");
        weir.client.resource(cluster).delete();
    }

    @Test
    void anotherOperatorWritesNothingButWhatHasChangedMeanwhile() throws IOException {
        TenantCluster kept = weir.make("lkc-same", weir.basic());
        TenantCluster changed = weir.make("lkc-lacks", weir.basic());
        weir.awaitReady(kept);
        weir.awaitReady(changed);
        awaitQuiet();
        operator.close();
        weir.client
                .services()
                .inNamespace(weir.namespace())
                .withName("lkc-lacks")
                .delete();
        int before = writes().size();
        operator = OperatorProcess.start(weir.kubernetes.folder());
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(weir.client
                                .services()
                                .inNamespace(weir.namespace())
                                .withName("lkc-lacks")
                                .get())
                        .isNotNull());
        awaitQuiet();
        List<String> writes = writes();
        assertThat(writes.subList(before, writes.size()))
                .singleElement()
                .asString()
                .startsWith("patch /api/v1/namespaces/" + weir.namespace() + "/services/lkc-lacks");
        weir.client.resource(kept).delete();
        weir.client.resource(changed).delete();
    }

    @Test
    void aClusterIsDeletedWithAllThatBelongsToIt() {
        TenantCluster cluster = weir.make("lkc-gone", weir.basic());
        TenantCluster other = weir.make("lkc-stays", weir.basic());
        weir.awaitReady(cluster);
        weir.awaitReady(other);
        weir.client.resource(cluster).delete();
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(left("lkc-gone")).isEmpty());
        assertThat(left("lkc-stays")).hasSize(9);
        weir.client.resource(other).delete();
    }

    /** All of a cluster. */
    private static List<String> left(String cluster) {
        String all = "tenantclusters,statefulsets,services,configmaps,secrets,poddisruptionbudgets,pods,"
                + "persistentvolumeclaims";
        return weir.kubernetes
                .kubectl("-n", weir.namespace(), "get", all, "-o", "name")
                .ok()
                .out()
                .lines()
                .filter(name -> name.contains(cluster))
                .toList();
    }

    @Test
    void aWrongSpecIsRefusedAndARightOneIsTaken() {
        TenantClusterSpec right = weir.basic();
        TenantClusterSpec wrong = Specs.basic(weir.organization, 2);
        assertThatThrownBy(() -> weir.make("lkc-wrong", wrong))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.brokers");
        TenantCluster taken = weir.make("lkc-right", right);
        weir.awaitReady(taken);
        weir.client.resource(taken).delete();
    }

    @Test
    void aQuotaThatIsFullIsSaidAndTheClusterStartsWhenItIsRaised() {
        String small = UUID.randomUUID().toString();
        weir.tenant(small, new TenantLimits(5, "1", "100Mi", "10Gi"));
        TenantCluster cluster = weir.make("lkc-full", Specs.basic(small));
        weir.awaitReason(cluster, "QuotaExceeded");
        weir.tenant(small, new TenantLimits(5, "1", "1Gi", "10Gi"));
        weir.awaitReady(cluster);
        assertThat(weir.get(cluster).getStatus().phase()).isEqualTo(Phase.RUNNING);
        weir.client.resource(cluster).delete();
    }

    @Test
    void whatSomebodyTakesFromATenantComesBack() {
        var policies = weir.client.network().v1().networkPolicies().inNamespace(weir.namespace());
        var quotas = weir.client.resourceQuotas().inNamespace(weir.namespace());
        Set<String> before = names(policies.list().getItems());
        policies.delete();
        quotas.delete();
        await().atMost(Installation.SOON).untilAsserted(() -> {
            assertThat(names(policies.list().getItems())).isEqualTo(before).hasSize(3);
            assertThat(quotas.list().getItems()).hasSize(1);
        });
    }

    private static Set<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(each -> each.getMetadata().getName()).collect(Collectors.toSet());
    }

    /** Until it has written nothing for some seconds. */
    private static void awaitQuiet() {
        var before = new AtomicInteger(-1);
        await().atMost(Installation.SOON)
                .pollInterval(Duration.ofSeconds(4))
                .untilAsserted(
                        () -> assertThat(before.getAndSet(writes().size())).isEqualTo(before.get()));
    }

    /** What the operator has changed, but for its lease, such as {@code patch /api/v1/namespaces/…}. */
    private static List<String> writes() throws IOException {
        try (Stream<String> lines =
                Files.lines(weir.kubernetes.folder().resolve("log").resolve("audit"))) {
            return lines.filter(line -> line.contains(OPERATOR))
                    .map(ENTRY::matcher)
                    .filter(Matcher::find)
                    .map(entry -> entry.group("verb") + " " + entry.group("uri"))
                    .filter(write -> !write.contains("/leases"))
                    .toList();
        }
    }
}
