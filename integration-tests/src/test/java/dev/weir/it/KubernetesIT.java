package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.k8s.testenv.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole of Weir on a real Kubernetes, as {@code overlays/dev} installs it, and the way of a tenant through it. */
@NeedsKubernetes
class KubernetesIT {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String PLATFORM = "weir-system";
    private static final String CONTROL_PLANES = "app.kubernetes.io/name=control-plane";
    private static final int KILLS = Boolean.getBoolean("weir.soak") ? 20 : 3;
    private static final int LATEST_KILL_MILLIS = 3_000;
    private static final int PARTITIONS = 3;
    private static final int RECORDS_PER_SECOND = 600;
    private static final String NAMES = "custom-columns=:.metadata.name";
    private static final List<String> READABLE =
            List.of("pods", "secrets", "configmaps", "services", "tenantclusters", "tenants", "namespaces", "nodes");

    private static KubernetesPlatform platform;
    private static JsonNode demo;

    @BeforeAll
    static void installAndGoThroughTheDemo() throws IOException {
        platform = KubernetesPlatform.install();
        demo = LocalWeir.JSON.readTree(
                weir(LocalWeir.emptyHome("kubernetes-demo"), "", "demo", "--json", "--server", platform.api())
                        .out());
    }

    @Test
    void theDemoReadsWhatItSent() {
        assertThat(demo.path("ok").asBoolean()).isTrue();
        assertThat(demo.path("news").path("read")).hasSize(3);
        assertThat(demo.path("events")).hasSize(9);
        System.out.println(
                "on Kubernetes: " + demo.path("first_record_ms").asLong() + " ms from signup to the first record");
    }

    /** They come before what they need; a probe that lost its patience on a busy machine isn't meant. */
    @Test
    void neitherControlPlaneNorGatewayEndedWhileTheOthersCame() {
        assertThat(kubectl(
                                "get",
                                "pods",
                                "-n",
                                PLATFORM,
                                "-o",
                                "jsonpath={.items[*].status.containerStatuses[*].lastState.terminated.exitCode}")
                        .split(" ", -1))
                .isSubsetOf("", "137", "143");
    }

    @Test
    void aTenantComesAndGoes() throws IOException {
        Path home = LocalWeir.emptyHome("kubernetes-tenant");
        String email = "goes-" + UUID.randomUUID() + "@example.org";
        weir(
                home,
                "",
                "signup",
                "--server",
                platform.api(),
                "--email",
                email,
                "--organization",
                "goes",
                "--password",
                UUID.randomUUID().toString());
        JsonNode made = LocalWeir.JSON.readTree(
                weir(home, "", "cluster", "create", "first", "--wait", "--json").out());
        String cluster = made.path("id").asText();
        weir(home, "", "topic", "create", "greetings");
        weir(home, "over Kafka\n", "produce", "greetings");
        weir(home, "over HTTP\n", "produce", "greetings", "--http");
        String read = weir(home, "", "consume", "greetings", "--from-beginning", "--max", "2")
                .out();
        assertThat(read).contains("over Kafka", "over HTTP");
        String claim = kubectl("get", "persistentvolumeclaims", "-A", "-l", "weir.dev/cluster=" + cluster, "-o", NAMES);
        assertThat(claim).hasLineCount(1);
        String namespace = kubectl(
                        "get",
                        "tenantclusters",
                        "-A",
                        "-o",
                        "custom-columns=:.metadata.namespace,:.metadata.name",
                        "--no-headers")
                .lines()
                .filter(line -> line.endsWith(cluster))
                .findFirst()
                .orElseThrow()
                .split(" ", 2)[0];

        weir(home, "", "cluster", "delete", cluster);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(kubectl("get", "namespaces,tenants", "-o", "name")).doesNotContain(namespace);
            assertThat(kubectl("get", "pods,statefulsets,persistentvolumeclaims,tenantclusters", "-A", "-o", "name"))
                    .doesNotContain(cluster)
                    .contains("lkc-platform");
        });
    }

    /**
     * What it has begun, another one ends, be it a cluster or the rotation of a secret; whoever is served needs none, and
     * no connection is closed.
     */
    @Test
    void recordsFlowClustersComeAndASecretIsRotatedWhileTheControlPlaneIsKilled() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        Tenant tenant = Tenant.signUp(platform);
        Records.createTopic(tenant, "ordered", PARTITIONS);
        Set<String> clusters = new HashSet<>(Set.of(tenant.cluster()));
        try (var producer = new SteadyProducer(tenant, "ordered", PARTITIONS, RECORDS_PER_SECOND);
                var reader = new SteadyReader(tenant, "ordered", PARTITIONS)) {
            flows(producer, "before");
            double closed = producer.closedConnections();
            double closedByReader = reader.closedConnections();
            assertThat(rotation("POST", tenant, "rotate-secret")).isEqualTo("SPREADING");
            for (int round = 1; round <= KILLS; round++) {
                String cluster = tenant.requestCluster("made-" + round);
                clusters.add(cluster);
                Duration pause = Duration.ofMillis(random.nextInt(LATEST_KILL_MILLIS));
                await().pollDelay(pause).until(() -> true);
                kubectl("delete", "pod", "-n", PLATFORM, "-l", CONTROL_PLANES, "--grace-period=0", "--force");
                flows(producer, "without a control plane, seed " + seed);
                await("round " + round + ", seed " + seed)
                        .atMost(LONG)
                        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                        .untilAsserted(() -> assertThat(tenant.phase(cluster)).isEqualTo("PROVISIONED"));
            }
            await("the rotation ends, seed " + seed)
                    .atMost(LONG)
                    .until(() -> rotation("GET", tenant, "secret-rotation").equals("NONE"));
            // As long as a token lives, each session has to be renewed with what is left.
            flowFor(KubernetesPlatform.TOKEN_SECONDS + 2, producer, "with the new secret alone");
            producer.finish();
            assertThat(producer.failures()).isEmpty();
            assertThat(producer.closedConnections()).isEqualTo(closed);
            await("all that was sent is read").atMost(SOON).until(() -> reader.count() >= producer.sent());
            assertThat(reader.closedConnections()).isEqualTo(closedByReader);
            assertThat(reader.outOfOrder()).isEmpty();
            assertThat(reader.count()).isEqualTo(producer.sent());
        }
        String namespace = "weir-" + tenant.organization();
        for (String kind : List.of("tenantclusters", "statefulsets")) {
            assertThat(kubectl("get", kind, "-n", namespace, "-o", NAMES, "--no-headers")
                            .lines())
                    .as(kind)
                    .containsExactlyInAnyOrderElementsOf(clusters);
        }
        clusters.forEach(cluster -> assertThat(tenant.api(
                                "DELETE", "/cmk/v2/clusters/" + cluster + "?environment=" + tenant.environment(), null)
                        .status())
                .isEqualTo(204));
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(kubectl("get", "namespaces", "-o", NAMES)).doesNotContain(namespace));
    }

    private static String rotation(String method, Tenant tenant, String what) {
        Tenant.Answer answer =
                Tenant.admin(platform, platform.admin(), method, "/clusters/" + tenant.cluster() + "/" + what);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("step").asText();
    }

    private static void flows(SteadyProducer producer, String when) {
        flowFor(1, producer, when);
    }

    private static void flowFor(int seconds, SteadyProducer producer, String when) {
        long wanted = producer.acknowledgements() + (long) seconds * RECORDS_PER_SECOND;
        await("records are acknowledged " + when)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> producer.acknowledgements() >= wanted);
    }

    @Test
    void noTenantsAccountMayReadAnything() {
        String namespace = tenantsNamespace();
        String tenant = kubectl("create", "token", "default", "-n", namespace);
        for (String kind : READABLE) {
            for (String where : List.of(namespace, PLATFORM, "default")) {
                Script.Result asked = as(tenant, "get", kind, "-n", where);
                assertThat(asked.code())
                        .as("%s in %s: %s", kind, where, asked.out())
                        .isNotZero();
            }
        }
        assertThat(platform.kubectl("auth", "can-i", "--list", "-n", namespace, "--as", account(namespace, "default"))
                        .out()
                        .lines()
                        .skip(1)
                        .filter(line -> !line.contains("authorization.k8s.io")
                                && !line.contains("authentication.k8s.io")
                                && !line.strip().startsWith("["))
                        .toList())
                .as("beside asking who it is and what it may, and addresses without a resource")
                .isEmpty();
        assertThat(kubectl(
                        "get", "pods", "-n", namespace, "-o", "jsonpath={.items[*].spec.automountServiceAccountToken}"))
                .as("its brokers carry no token either")
                .isEqualTo("false");
        String controlPlane = kubectl("create", "token", "weir-control-plane", "-n", PLATFORM);
        assertThat(as(controlPlane, "get", "tenantclusters", "-A", "-o", NAMES)
                        .ok()
                        .out())
                .contains(demo.path("cluster").asText());
    }

    @Test
    void nobodyHasMoreRightsThanTheirPart() {
        String controlPlane = account(PLATFORM, "weir-control-plane");
        String gateway = account(PLATFORM, "weir-gateway");
        String operator = account(PLATFORM, "weir-operator");
        for (String kind : List.of("tenantclusters.weir.dev", "secrets")) {
            assertThat(mayIn(tenantsNamespace(), controlPlane, "patch", kind)).isTrue();
            assertThat(may(controlPlane, "patch", kind)).isFalse();
            assertThat(mayIn(PLATFORM, controlPlane, "patch", kind)).isFalse();
        }
        assertThat(mayIn(tenantsNamespace(), controlPlane, "get", "secrets")).isFalse();
        assertThat(may(controlPlane, "list", "pods")).isFalse();
        assertThat(mayIn(tenantsNamespace(), operator, "delete", "statefulsets.apps"))
                .isTrue();
        assertThat(may(operator, "delete", "statefulsets.apps")).isFalse();
        assertThat(may(gateway, "list", "tenantclusters.weir.dev")).isFalse();
        assertThat(may(gateway, "get", "secrets")).isFalse();
    }

    @Test
    void bothGroundsAreFencedAndRestricted() {
        String tenant = tenantsNamespace();
        for (String namespace : List.of(PLATFORM, tenant)) {
            assertThat(kubectl("get", "networkpolicy", "nobody", "-n", namespace, "-o", "jsonpath={.spec}"))
                    .contains("\"podSelector\":{}", "Ingress", "Egress")
                    .doesNotContain("\"ingress\"", "\"egress\"");
            assertThat(platform.kubectl("run", "nosy", "-n", namespace, "--image=nosy", "--dry-run=server")
                            .code())
                    .as("a pod without limits of its own in %s", namespace)
                    .isNotZero();
        }
        assertThat(kubectl("get", "networkpolicies", "-n", PLATFORM, "-o", NAMES))
                .contains("control-plane", "gateway", "operator", "postgres");
        assertThat(platform.kubectl("run", "nosy", "-n", "default", "--image=nosy", "--dry-run=server")
                        .code())
                .isZero();
    }

    @Test
    void brokersStartFromTheirCache() {
        String namespace = tenantsNamespace();
        assertThat(kubectl(
                        "exec",
                        "-n",
                        namespace,
                        demo.path("cluster").asText() + "-0",
                        "--",
                        "grep",
                        "-c",
                        "broker.aot",
                        "/proc/1/maps"))
                .isNotEqualTo("0");
    }

    /** Less what cert-manager's own kinds are for, which aren't installed here. */
    @Test
    void theApiServerAcceptsProduction() throws IOException {
        Path overlay = Script.projectRoot().resolve("k8s/manifests/overlays/production");
        String known = Stream.of(kubectl("kustomize", overlay.toString()).split("\n---\n", -1))
                .filter(object -> !object.contains("cert-manager.io/v1"))
                .collect(Collectors.joining("\n---\n"));
        assertThat(known).contains("LoadBalancer", "topologySpreadConstraints");
        Path file = Files.writeString(Launcher.scratch().resolve("production.yaml"), known);
        assertThat(kubectl("apply", "--server-side", "--force-conflicts", "--dry-run=server", "-f", file.toString()))
                .contains("deployment.apps/weir-gateway", "service/weir-control-plane");
    }

    private static String tenantsNamespace() {
        return "weir-" + demo.path("organization").asText();
    }

    private static boolean mayIn(String namespace, String who, String verb, String what) {
        return platform.kubectl("auth", "can-i", verb, what, "-n", namespace, "--as", who)
                .out()
                .equals("yes");
    }

    private static boolean may(String who, String verb, String what) {
        return platform.kubectl("auth", "can-i", verb, what, "-A", "--as", who)
                .out()
                .equals("yes");
    }

    private static String account(String namespace, String name) {
        return "system:serviceaccount:" + namespace + ":" + name;
    }

    /** With nothing but a token. */
    private static Script.Result as(String token, String... arguments) {
        return platform.kubectlAs(token, arguments);
    }

    private static String kubectl(String... arguments) {
        return platform.kubectl(arguments).ok().out();
    }

    private static Launcher.Result weir(Path home, String in, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Launcher.projectRoot().resolve("weir").toString());
        command.addAll(List.of(arguments));
        return Launcher.run(command, Launcher.projectRoot(), Map.of("WEIR_HOME", home.toString()), LONG, in)
                .ok();
    }
}
