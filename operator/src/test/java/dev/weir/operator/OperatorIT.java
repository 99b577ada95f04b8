package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.k8s.api.StorageSpec;
import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import dev.weir.k8s.api.TenantLimits;
import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.tenants.events.ClusterStatus.Phase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator at its work, with real brokers in real pods. */
@NeedsKubernetes
class OperatorIT {
    private static Installation weir;

    @BeforeAll
    static void install() {
        weir = Installation.shared();
    }

    @Test
    void aClusterIsMadeAndThenNothingIsWritten() {
        TenantCluster cluster = weir.make("lkc-made", weir.basic());
        weir.awaitReady(cluster);
        assertThat(weir.get(cluster).getStatus().nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.host()).startsWith("lkc-made-0.lkc-made."));
        weir.awaitNoWrites("lkc-made");
        weir.client.resource(cluster).delete();
    }

    @Test
    void whatSomebodyChangesIsRepairedAndDataIsKept() {
        TenantCluster cluster = weir.make("lkc-drift", weir.basic());
        weir.awaitReady(cluster);
        String disk = disk("lkc-drift");
        var sets = weir.client.apps().statefulSets().inNamespace(weir.namespace());
        String set = sets.withName("lkc-drift").get().getMetadata().getUid();
        sets.withName("lkc-drift").delete();
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(sets.withName("lkc-drift").get())
                        .isNotNull()
                        .satisfies(
                                made -> assertThat(made.getMetadata().getUid()).isNotEqualTo(set)));
        weir.client
                .configMaps()
                .inNamespace(weir.namespace())
                .withName("lkc-drift")
                .edit(map -> {
                    map.getData().put("jvm.args", "-Xmx1m\n");
                    return map;
                });
        weir.client
                .services()
                .inNamespace(weir.namespace())
                .withName("lkc-drift")
                .edit(service -> {
                    service.getMetadata().getLabels().remove("weir.dev/tenant");
                    return service;
                });
        sets.withName("lkc-drift").scale(0);
        await().atMost(Installation.SOON).untilAsserted(() -> {
            assertThat(sets.withName("lkc-drift").get().getSpec().getReplicas()).isEqualTo(1);
            assertThat(weir.client
                            .configMaps()
                            .inNamespace(weir.namespace())
                            .withName("lkc-drift")
                            .get()
                            .getData())
                    .containsEntry("jvm.args", "-Xmx64m\n");
            assertThat(weir.client
                            .services()
                            .inNamespace(weir.namespace())
                            .withName("lkc-drift")
                            .get()
                            .getMetadata()
                            .getLabels())
                    .containsEntry("weir.dev/tenant", weir.organization);
        });
        await().atMost(Installation.SOON)
                .untilAsserted(
                        () -> assertThat(weir.pods(cluster)).singleElement().matches(Installation::isReady));
        weir.awaitReady(cluster);
        assertThat(disk("lkc-drift")).isEqualTo(disk);
        weir.client.resource(cluster).delete();
    }

    /** What a broker wrote when it formatted its folder: another one if that was lost. */
    private static String disk(String cluster) {
        String volume = weir.client
                .persistentVolumeClaims()
                .inNamespace(weir.namespace())
                .withName("data-" + cluster + "-0")
                .get()
                .getSpec()
                .getVolumeName();
        String folder = weir.client
                .persistentVolumes()
                .withName(volume)
                .get()
                .getSpec()
                .getHostPath()
                .getPath();
        return weir.kubernetes
                .enter("grep", "directory.id", folder + "/kafka/meta.properties")
                .ok()
                .out();
    }

    @Test
    void aPodWithoutItsLabelsIsTakenBack() {
        TenantCluster cluster = weir.make("lkc-labels", weir.basic());
        weir.awaitReady(cluster);
        Pod pod = weir.pods(cluster).getFirst();
        weir.client.resource(pod).edit(each -> {
            each.getMetadata().getLabels().remove("weir.dev/cluster");
            return each;
        });
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(weir.pods(cluster))
                        .singleElement()
                        .satisfies(now -> {
                            assertThat(now.getMetadata().getUid())
                                    .isEqualTo(pod.getMetadata().getUid());
                            assertThat(now.getMetadata().getOwnerReferences()).isNotEmpty();
                        }));
        weir.awaitReady(cluster);
        weir.client.resource(cluster).delete();
    }

    @Test
    void anImageThatIsntThereIsSaidAndUsedOnceItIs() {
        TenantClusterSpec spec = weir.basic();
        TenantCluster cluster = weir.make("lkc-later", Specs.withImage(spec, "weir.test/later:1"));
        weir.awaitReason(cluster, "ImageMissing");
        weir.nameImage("weir.test/broker:test", "weir.test/later:1");
        weir.awaitReady(cluster);
        weir.client.resource(cluster).delete();
    }

    @Test
    void anImageThatDoesNotWorkIsPutBack() {
        TenantCluster cluster = weir.make("lkc-image", weir.basic());
        weir.awaitReady(cluster);
        weir.change(cluster, spec -> spec.put("image", "weir.test/nothing:1"));
        await().atMost(Installation.SOON).untilAsserted(() -> {
            var status = weir.get(cluster).getStatus();
            assertThat(status.rejectedImage()).isEqualTo("weir.test/nothing:1");
            assertThat(status.phase()).isEqualTo(Phase.RUNNING);
            assertThat(weir.pods(cluster)).singleElement().matches(Installation::isReady);
        });
        assertThat(events(cluster)).anyMatch(message -> message.contains("weir.test/nothing:1"));
        weir.client.resource(cluster).delete();
    }

    private static List<String> events(TenantCluster cluster) {
        return weir
                .client
                .v1()
                .events()
                .inNamespace(weir.namespace())
                .withField("involvedObject.name", cluster.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .map(event -> event.getMessage())
                .toList();
    }

    @Test
    void aClusterIsSuspendedResumedAndDeletedWithItsVolumes() {
        TenantCluster cluster = weir.make("lkc-life", weir.basic());
        weir.awaitReady(cluster);
        String disk = disk("lkc-life");
        weir.change(cluster, spec -> spec.put("state", "SUSPENDED"));
        await().atMost(Installation.SOON).untilAsserted(() -> {
            assertThat(weir.get(cluster).getStatus().phase()).isEqualTo(Phase.STOPPED);
            assertThat(weir.pods(cluster)).isEmpty();
        });
        weir.change(cluster, spec -> spec.put("state", "RUNNING"));
        weir.awaitReady(cluster);
        assertThat(disk("lkc-life")).isEqualTo(disk);
        weir.client.resource(cluster).delete();
        await().atMost(Installation.SOON).untilAsserted(() -> {
            assertThat(weir.get(cluster)).isNull();
            assertThat(weir.pods(cluster)).isEmpty();
            assertThat(weir.claims(cluster)).isEmpty();
        });
    }

    @Test
    void volumesStayWhereTheSpecSaysSoAndAreFoundAgain() {
        TenantCluster cluster =
                weir.make("lkc-kept", Specs.basic(weir.organization, new StorageSpec("1Gi", null, true)));
        weir.awaitReady(cluster);
        String disk = disk("lkc-kept");
        weir.client.resource(cluster).delete();
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(weir.get(cluster)).isNull());
        assertThat(weir.claims(cluster)).hasSize(1);
        TenantCluster again = weir.make("lkc-kept", weir.basic());
        weir.awaitReady(again);
        assertThat(disk("lkc-kept")).isEqualTo(disk);
        weir.client.resource(again).delete();
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(weir.claims(cluster)).isEmpty());
    }

    @Test
    void whatCannotBeMetSaysWhyAndRecovers() {
        String small = UUID.randomUUID().toString();
        weir.tenant(small, new TenantLimits(5, "1", "100Mi", "10Gi"));
        TenantCluster quota = weir.make("lkc-quota", Specs.basic(small));
        TenantCluster storage =
                weir.make("lkc-storage", Specs.basic(weir.organization, new StorageSpec("1Gi", "missing", null)));
        weir.awaitReason(quota, "QuotaExceeded");
        weir.awaitReason(storage, "Unschedulable", "VolumeMissing");
        weir.tenant(small, new TenantLimits(5, "1", "1Gi", "10Gi"));
        weir.storageClass("missing");
        weir.awaitReady(quota);
        weir.awaitReady(storage);
        weir.client.resource(quota).delete();
        weir.client.resource(storage).delete();
        Tenant tenant = weir.client.resources(Tenant.class).withName(small).get();
        weir.client.resource(tenant).delete();
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(weir.client
                                .namespaces()
                                .withName(Tenant.namespaceOf(small))
                                .get())
                        .isNull());
    }

    @Test
    void aBasicClusterBecomesAStandardOneOfAsManyBrokers() {
        TenantCluster cluster = weir.make("lkc-kind", weir.basic());
        weir.awaitReady(cluster);
        String disk = disk("lkc-kind");
        assertThatThrownBy(() -> weir.change(cluster, spec -> {
                    spec.put("kind", "STANDARD");
                    spec.put("availability", "HIGH");
                    spec.put("brokers", 3);
                }))
                .hasMessageContaining("spec.brokers");
        weir.change(cluster, spec -> spec.put("kind", "STANDARD"));
        weir.awaitReady(cluster);
        assertThat(weir.client
                        .configMaps()
                        .inNamespace(weir.namespace())
                        .withName("lkc-kind")
                        .get()
                        .getData())
                .containsEntry("jvm.args", "-Xmx192m\n");
        assertThat(disk("lkc-kind")).isEqualTo(disk);
        weir.client.resource(cluster).delete();
    }

    @Test
    void threeBrokersAreReplacedOneAtATime() {
        TenantCluster cluster = weir.make("lkc-three", weir.three());
        weir.awaitReady(cluster);
        Set<String> before = names(weir.pods(cluster));
        weir.change(cluster, spec -> spec.put("messageBytes", 3145728));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    List<Pod> pods = weir.pods(cluster);
                    assertThat(pods.stream().filter(Installation::isReady).count())
                            .as("brokers that serve")
                            .isGreaterThanOrEqualTo(2);
                    return pods.size() == 3
                            && names(pods).stream().noneMatch(before::contains)
                            && pods.stream().allMatch(Installation::isReady);
                });
        weir.client.resource(cluster).delete();
    }

    private static Set<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
    }

    @Test
    void aTenantsNamespaceIsShut() {
        var namespace = weir.client.namespaces().withName(weir.namespace()).get();
        assertThat(namespace.getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        var policies = weir.client
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(weir.namespace())
                .list()
                .getItems();
        assertThat(policies)
                .anySatisfy(policy -> {
                    assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
                    assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                            .isNullOrEmpty();
                    assertThat(policy.getSpec().getIngress()).isNullOrEmpty();
                    assertThat(policy.getSpec().getEgress()).isNullOrEmpty();
                })
                .hasSize(3);
        for (String resource : List.of("secrets", "pods", "configmaps", "services")) {
            assertThat(may("system:serviceaccount:" + weir.namespace() + ":default", resource))
                    .as("a tenant's pods may read %s", resource)
                    .isFalse();
        }
        assertThat(may("system:serviceaccount:weir-system:weir-operator", "secrets"))
                .isTrue();
    }

    private static boolean may(String user, String resource) {
        return weir.client
                .resource(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user)
                        .withNewResourceAttributes()
                        .withNamespace(weir.namespace())
                        .withVerb("list")
                        .withResource(resource)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .create()
                .getStatus()
                .getAllowed();
    }
}
