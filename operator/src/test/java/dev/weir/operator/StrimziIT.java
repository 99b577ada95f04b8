package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.weir.k8s.api.GatewaySpec;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.k8s.testenv.Script;
import dev.weir.operator.strimzi.ClientListener;
import dev.weir.operator.strimzi.DedicatedCluster;
import dev.weir.operator.strimzi.KafkaObject;
import dev.weir.operator.strimzi.NodePools;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.strimzi.api.kafka.model.common.ConditionBuilder;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaStatus;
import io.strimzi.api.kafka.model.kafka.KafkaStatusBuilder;
import io.strimzi.api.kafka.model.kafka.listener.ListenerStatusBuilder;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Dedicated clusters beside Strimzi's real CRDs on a real API server. Strimzi's operator isn't there: the test writes into
 * statuses what it would.
 */
@NeedsKubernetes
@Execution(ExecutionMode.SAME_THREAD) // each installs and removes the CRDs
class StrimziIT {
    private static final int BROKERS = 4;
    private static final String PEM = "-----BEGIN CERTIFICATE-----\nstrimzi\n-----END CERTIFICATE-----";

    private static Installation weir;

    @BeforeAll
    static void install() {
        weir = Installation.shared();
    }

    @AfterEach
    void withoutStrimziTheOperatorIsWell() {
        StrimziCrds.remove(weir.client);
        await().during(Duration.ofSeconds(3)).atMost(Installation.SOON).until(weir::isOperatorWell);
    }

    @Test
    void aDedicatedClusterIsHandedToStrimzi() throws Exception {
        TenantCluster cluster = weir.make("lkc-dedi", dedicated(BROKERS));
        weir.awaitReason(cluster, "StrimziMissing");
        assertThat(weir.get(cluster).getStatus().message()).contains("CRDs");
        StrimziCrds.install(weir.client);
        awaitKnown(cluster);
        weir.awaitReason(cluster, "StrimziSilent");
        assertThat(weir.client
                        .resources(KafkaNodePool.class)
                        .inNamespace(weir.namespace())
                        .list()
                        .getItems())
                .filteredOn(pool ->
                        pool.getMetadata().getLabels().get("strimzi.io/cluster").equals("lkc-dedi"))
                .extracting(
                        pool -> pool.getMetadata().getName(),
                        pool -> pool.getMetadata().getAnnotations().get("strimzi.io/next-node-ids"),
                        pool -> pool.getSpec().getReplicas())
                .containsExactlyInAnyOrder(tuple("brokers-dedi", "[0-2]", 3), tuple("more-dedi", "[3-3]", 1));

        strimziSays(cluster, StrimziIT::serves);
        await().atMost(Installation.SOON).untilAsserted(() -> {
            var status = weir.get(cluster).getStatus();
            assertThat(status.phase()).isEqualTo(Phase.RUNNING);
            assertThat(status.kafkaVersion()).isEqualTo("4.3.1");
            assertThat(status.certificateAuthority()).isEqualTo(PEM);
            assertThat(status.nodes())
                    .hasSize(BROKERS)
                    .contains(new NodeAddress(
                            0,
                            "lkc-dedi-brokers-dedi-0.lkc-dedi-kafka-brokers." + weir.namespace() + ".svc.cluster.local",
                            9092,
                            9094,
                            9095));
            assertThat(weir.condition(cluster, "Ready").getStatus()).isEqualTo("True");
        });

        weir.awaitNoWrites("-dedi");

        strimziSays(cluster, refuses("InvalidResourceException", "version 9.9.9 isn't supported"));
        await().atMost(Installation.SOON).untilAsserted(() -> {
            assertThat(weir.get(cluster).getStatus().reason()).isEqualTo("InvalidResourceException");
            assertThat(weir.get(cluster).getStatus().message()).contains("9.9.9");
        });
        strimziSays(cluster, StrimziIT::serves);
        await().atMost(Installation.SOON)
                .untilAsserted(
                        () -> assertThat(weir.get(cluster).getStatus().reason()).isEmpty());

        whatSomebodyChangesIsRepaired(cluster);
        suspendedAndResumed(cluster);

        weir.client.resource(cluster).delete();
        await().atMost(Installation.SOON).untilAsserted(() -> {
            assertThat(weir.get(cluster)).isNull();
            assertThat(kafka(cluster)).isNull();
            assertThat(weir.claims(cluster)).isEmpty();
        });
    }

    private static void whatSomebodyChangesIsRepaired(TenantCluster cluster) {
        weir.client.resource(kafka(cluster)).edit(kafka -> {
            kafka.getSpec().getKafka().getConfig().put("min.insync.replicas", 1);
            return kafka;
        });
        weir.client
                .resources(KafkaNodePool.class)
                .inNamespace(weir.namespace())
                .withName("more-dedi")
                .delete();
        await().atMost(Installation.SOON).untilAsserted(() -> {
            assertThat(kafka(cluster).getSpec().getKafka().getConfig()).containsEntry("min.insync.replicas", 2);
            assertThat(weir.client
                            .resources(KafkaNodePool.class)
                            .inNamespace(weir.namespace())
                            .withName("more-dedi")
                            .get())
                    .isNotNull();
        });
    }

    /** Strimzi's volume stands in for its data. */
    private static void suspendedAndResumed(TenantCluster cluster) {
        weir.client
                .resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("data-lkc-dedi-brokers-dedi-0")
                        .withNamespace(weir.namespace())
                        .addToLabels("weir.dev/cluster", "lkc-dedi")
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("1Gi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
        weir.change(cluster, spec -> spec.put("state", "SUSPENDED"));
        await().atMost(Installation.SOON).untilAsserted(() -> {
            assertThat(weir.get(cluster).getStatus().phase()).isEqualTo(Phase.STOPPED);
            assertThat(kafka(cluster)).isNull();
        });
        weir.change(cluster, spec -> spec.put("state", "RUNNING"));
        awaitKnown(cluster);
        assertThat(weir.client
                        .persistentVolumeClaims()
                        .inNamespace(weir.namespace())
                        .withName("data-lkc-dedi-brokers-dedi-0")
                        .get())
                .isNotNull();
    }

    @Test
    void strimziMayGoAndComeAgain() throws Exception {
        StrimziCrds.install(weir.client);
        TenantCluster cluster = weir.make("lkc-again", dedicated(3));
        awaitKnown(cluster);
        StrimziCrds.remove(weir.client);
        await().atMost(Installation.SOON)
                .untilAsserted(
                        () -> assertThat(weir.get(cluster).getStatus().reason()).isEqualTo("StrimziMissing"));
        StrimziCrds.install(weir.client);
        awaitKnown(cluster);
        StrimziCrds.remove(weir.client);
        weir.client.resource(cluster).delete();
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(weir.get(cluster)).isNull());
    }

    /** The API server drops what a CRD doesn't know; asked to be strict it refuses it. */
    @Test
    void strimzisCrdsKnowEveryFieldThatIsWritten() throws Exception {
        StrimziCrds.install(weir.client);
        TenantCluster cluster = new TenantCluster();
        cluster.getMetadata().setName("lkc-strict");
        cluster.getMetadata().setNamespace(weir.namespace());
        cluster.setSpec(dedicated(BROKERS));
        var dedicated = new DedicatedCluster(
                cluster,
                "weir/strimzi-kafka:test",
                List.of(
                        new ClientListener(
                                "gateway", 9092, List.of(new ClientListener.Advertised(0, "gateway.example", 9093))),
                        new ClientListener("internal", 9094, List.of())),
                "weir-system");
        assertAccepted(KafkaObject.of(dedicated, false));
        NodePools.of(dedicated).forEach(StrimziIT::assertAccepted);
        Kafka wrong = KafkaObject.of(dedicated, true);
        wrong.getSpec().getKafka().getListeners().getFirst().setPort(80);
        assertThat(applied(wrong).code()).as("a port that Strimzi forbids").isNotZero();
    }

    private static void assertAccepted(HasMetadata object) {
        var result = applied(object);
        assertThat(result.code()).as(result.toString()).isZero();
    }

    private static Script.Result applied(HasMetadata object) {
        try {
            Path file = Files.createTempFile(Path.of("target"), "strimzi", ".yaml");
            Files.writeString(file, weir.client.getKubernetesSerialization().asYaml(object));
            return weir.kubernetes.kubectl(
                    "apply",
                    "--server-side",
                    "--dry-run=server",
                    "--validate=strict",
                    "-f",
                    file.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TenantClusterSpec dedicated(int brokers) {
        return Specs.at(
                Specs.dedicated(weir.organization, brokers),
                new GatewaySpec("gateway.example", 9093, "weir.example", 9095));
    }

    private static Kafka kafka(TenantCluster cluster) {
        return weir.client
                .resources(Kafka.class)
                .inNamespace(weir.namespace())
                .withName(cluster.getMetadata().getName())
                .get();
    }

    /** Strimzi may begin: it isn't told to wait any more, and knows which id to take. */
    private static void awaitKnown(TenantCluster cluster) {
        await().atMost(Installation.SOON).untilAsserted(() -> {
            Kafka kafka = kafka(cluster);
            assertThat(kafka).isNotNull();
            assertThat(kafka.getStatus()).isNotNull();
            assertThat(kafka.getStatus().getClusterId())
                    .isEqualTo(cluster.getMetadata().getName());
            assertThat(
                            kafka.getMetadata().getAnnotations() == null
                                    ? List.of()
                                    : kafka.getMetadata().getAnnotations().keySet())
                    .doesNotContain("strimzi.io/pause-reconciliation");
        });
    }

    private static void strimziSays(TenantCluster cluster, Consumer<KafkaStatusBuilder> word) {
        Kafka kafka = kafka(cluster);
        KafkaStatusBuilder status = new KafkaStatusBuilder(kafka.getStatus())
                .withObservedGeneration(kafka.getMetadata().getGeneration());
        word.accept(status);
        KafkaStatus said = status.build();
        kafka.setStatus(said);
        weir.client.resource(kafka).updateStatus();
    }

    private static void serves(KafkaStatusBuilder status) {
        status.withKafkaVersion("4.3.1")
                .withConditions(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .build())
                .withListeners(
                        new ListenerStatusBuilder()
                                .withName("gateway")
                                .withCertificates(PEM)
                                .build(),
                        new ListenerStatusBuilder()
                                .withName("internal")
                                .withCertificates(PEM)
                                .build());
    }

    private static Consumer<KafkaStatusBuilder> refuses(String reason, String message) {
        return status -> status.withConditions(new ConditionBuilder()
                .withType("NotReady")
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .build());
    }
}
