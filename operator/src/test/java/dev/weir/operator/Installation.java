package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import dev.weir.k8s.api.TenantLimits;
import dev.weir.k8s.api.TenantSpec;
import dev.weir.k8s.testenv.Script;
import dev.weir.k8s.testenv.TestKubernetes;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The operator on a real Kubernetes, one organization, and what one does with its clusters. */
final class Installation {
    static final Duration SOON = Duration.ofSeconds(90);

    private static Installation shared;

    final TestKubernetes kubernetes;
    final KubernetesClient client;
    final String organization = UUID.randomUUID().toString();

    private Installation(TestKubernetes kubernetes) {
        this.kubernetes = kubernetes;
        this.client = kubernetes.client();
    }

    static synchronized Installation shared() {
        if (shared == null) {
            var made = new Installation(TestKubernetes.needed());
            made.install();
            shared = made;
        }
        return shared;
    }

    /** Nodes on which nothing runs, and the operator as a process beside them. */
    static Installation onHollowNodes() {
        var made = new Installation(TestKubernetes.hollow());
        Script.run(OperatorProcess.command("install", made.kubernetes.folder().toString()), Map.of())
                .ok();
        return made;
    }

    private void install() {
        kubernetes.loadPrograms("broker", "operator");
        String manifests = Script.projectRoot().resolve("k8s/testenv/manifests").toString();
        kubernetes
                .kubectl("apply", "--server-side", "--force-conflicts", "-k", manifests)
                .ok();
        kubernetes
                .kubectl("-n", "weir-system", "rollout", "status", "deployment/weir-operator", "--timeout=120s")
                .ok();
        tenant();
    }

    /** Makes the organization. */
    void tenant() {
        tenant(organization, new TenantLimits(20, "8", "16Gi", "100Gi"));
    }

    void tenant(String id, TenantLimits limits) {
        Tenant tenant = new Tenant();
        tenant.getMetadata().setName(id);
        tenant.setSpec(new TenantSpec(null, null, limits));
        client.resource(tenant).forceConflicts().serverSideApply();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(client.namespaces()
                                .withName(Tenant.namespaceOf(id))
                                .get())
                        .isNotNull());
    }

    String namespace() {
        return Tenant.namespaceOf(organization);
    }

    /** Asks for a cluster, with its keys. */
    TenantCluster make(String name, TenantClusterSpec spec) {
        String namespace = Tenant.namespaceOf(spec.organization());
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name + "-keys")
                        .withNamespace(namespace)
                        .addToLabels("weir.dev/cluster", name)
                        .endMetadata()
                        .withStringData(Map.of("secret.json", keys(name)))
                        .build())
                .create();
        TenantCluster cluster = new TenantCluster();
        cluster.getMetadata().setName(name);
        cluster.getMetadata().setNamespace(namespace);
        cluster.setSpec(spec);
        return client.resource(cluster).create();
    }

    private static String keys(String cluster) {
        byte[] drawn = new byte[32];
        new SecureRandom().nextBytes(drawn);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
        return """
            {"schema":1,"cluster":"%s","generation":1,"internalPassword":"%s",
             "keys":[{"keyId":"first","secret":"%s","signsFrom":0}]}\
            """.formatted(cluster, key, key);
    }

    TenantCluster get(TenantCluster cluster) {
        return client.resource(cluster).get();
    }

    void awaitReady(TenantCluster cluster) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            TenantCluster now = get(cluster);
            assertThat(now.getStatus()).isNotNull();
            assertThat(now.getStatus().observedGeneration())
                    .isEqualTo(now.getMetadata().getGeneration());
            assertThat(now.getStatus().conditions())
                    .anyMatch(condition -> condition.getType().equals("Ready")
                            && condition.getStatus().equals("True"))
                    .anyMatch(condition -> condition.getType().equals("Progressing")
                            && condition.getStatus().equals("False"));
        });
    }

    Condition condition(TenantCluster cluster, String type) {
        List<Condition> all = get(cluster).getStatus().conditions();
        assertThat(all).extracting(Condition::getType).contains(type);
        return all.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    List<PersistentVolumeClaim> claims(TenantCluster cluster) {
        return client.persistentVolumeClaims()
                .inNamespace(cluster.getMetadata().getNamespace())
                .withLabel("weir.dev/cluster", cluster.getMetadata().getName())
                .list()
                .getItems();
    }

    /** Whose volumes lie on the node. */
    StorageClass storageClass(String name) {
        return client.resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withProvisioner("kubernetes.io/host-path")
                        .build())
                .create();
    }

    /** Within the ten seconds in which a cluster says what is wrong. */
    void awaitReason(TenantCluster cluster, String... reasons) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            TenantCluster now = get(cluster);
            assertThat(now.getStatus()).isNotNull();
            assertThat(List.of(reasons)).contains(now.getStatus().reason());
            assertThat(now.getStatus().message()).isNotEmpty();
        });
    }

    /** Nothing is written of what belongs to a cluster while nothing changes; the lease by which one leads doesn't. */
    void awaitNoWrites(String cluster) {
        var before = new AtomicLong(-1);
        await().atMost(SOON)
                .pollInterval(Duration.ofSeconds(4))
                .untilAsserted(
                        () -> assertThat(before.getAndSet(writes(cluster))).isEqualTo(before.get()));
    }

    private long writes(String cluster) throws IOException {
        try (Stream<String> lines =
                Files.lines(kubernetes.folder().resolve("log").resolve("audit"))) {
            return lines.filter(line -> line.contains("system:serviceaccount:weir-system:weir-operator"))
                    .filter(line -> line.contains(cluster))
                    .count();
        }
    }

    /** What its probe asks. */
    boolean isOperatorWell() {
        Pod operator = client.pods()
                .inNamespace("weir-system")
                .withLabel("app.kubernetes.io/name", "operator")
                .list()
                .getItems()
                .getFirst();
        try {
            return client.raw("/api/v1/namespaces/weir-system/pods/"
                            + operator.getMetadata().getName() + ":8080/proxy/q/health/ready")
                    != null;
        } catch (KubernetesClientException unwell) {
            return false;
        }
    }

    TenantCluster change(TenantCluster cluster, Consumer<Map<String, Object>> change) {
        var generic = client.genericKubernetesResources("weir.dev/v1alpha1", "TenantCluster")
                .inNamespace(cluster.getMetadata().getNamespace())
                .withName(cluster.getMetadata().getName());
        // The operator may write a status between the look and the change.
        await().atMost(SOON)
                .ignoreExceptionsMatching(Installation::isConflict)
                .untilAsserted(() -> generic.edit(each -> {
                    @SuppressWarnings("unchecked")
                    var spec =
                            (Map<String, Object>) each.getAdditionalProperties().get("spec");
                    spec.put("generation", ((Number) spec.get("generation")).longValue() + 1);
                    change.accept(spec);
                    return each;
                }));
        return get(cluster);
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof KubernetesClientException refused
                && refused.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    List<Pod> pods(TenantCluster cluster) {
        return client.pods()
                .inNamespace(cluster.getMetadata().getNamespace())
                .withLabel("weir.dev/cluster", cluster.getMetadata().getName())
                .list()
                .getItems();
    }

    /** Gives an image that the node has another name. */
    void nameImage(String name, String another) {
        kubernetes
                .enter("/srv/bin/ctr", "-a", "/srv/run/containerd.sock", "-n", "k8s.io", "images", "tag", name, another)
                .ok();
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    TenantClusterSpec basic() {
        return Specs.basic(organization);
    }

    TenantClusterSpec three() {
        return Specs.three(organization);
    }
}
