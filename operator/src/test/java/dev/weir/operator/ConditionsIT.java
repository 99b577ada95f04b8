package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.k8s.api.StorageSpec;
import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantLimits;
import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.k8s.testenv.Script;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a cluster's conditions say of what is in the way, and that they take it back when it isn't any more. */
@NeedsKubernetes
class ConditionsIT {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Path CRD =
            Script.projectRoot().resolve("k8s/manifests/base/crds/tenantclusters.weir.dev.yaml");

    private static Installation weir;

    @BeforeAll
    static void install() {
        weir = Installation.shared();
    }

    @Test
    void eachConditionSaysSinceWhenAndForWhichSpec() {
        TenantCluster cluster = weir.make("lkc-since", weir.basic());
        weir.awaitReady(cluster);
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(weir.get(cluster).getStatus().conditions())
                        .hasSize(8)
                        .allSatisfy(condition ->
                                assertThat(condition.getObservedGeneration()).isEqualTo(1)));
        // A broker is looked at when it is ready, so that this is known a little later.
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(
                                weir.condition(cluster, "BrokerReachable").getStatus())
                        .isEqualTo("True"));
        for (String type : List.of("Ready", "Reconciled", "VersionAsDesired", "VolumesAsDesired")) {
            assertThat(weir.condition(cluster, type).getStatus()).as(type).isEqualTo("True");
        }
        String since = weir.condition(cluster, "VolumesAsDesired").getLastTransitionTime();
        weir.change(cluster, spec -> spec.put("messageBytes", 3145728));
        weir.awaitReady(cluster);
        await().atMost(Installation.SOON).untilAsserted(() -> {
            assertThat(weir.condition(cluster, "Reconciled").getStatus()).isEqualTo("True");
            assertThat(weir.condition(cluster, "Reconciled").getObservedGeneration())
                    .isEqualTo(2);
            assertThat(weir.condition(cluster, "BrokerReachable").getStatus()).isEqualTo("True");
        });
        assertThat(weir.condition(cluster, "VolumesAsDesired"))
                .extracting(Condition::getLastTransitionTime, Condition::getObservedGeneration)
                .containsExactly(since, 2L);
        weir.client.resource(cluster).delete();
    }

    @Test
    void whatKubernetesRefusesIsToldAndTriedAgain() {
        // Of its own, since others want services meanwhile.
        String organization = UUID.randomUUID().toString();
        weir.tenant(organization, new TenantLimits(5, "2", "4Gi", "10Gi"));
        var quota = new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("no-services")
                .withNamespace(Tenant.namespaceOf(organization))
                .endMetadata()
                .withNewSpec()
                .addToHard("count/services", new Quantity("0"))
                .endSpec()
                .build();
        weir.client.resource(quota).create();
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(
                                weir.client.resource(quota).get().getStatus().getHard())
                        .isNotEmpty());
        TenantCluster cluster = weir.make("lkc-refused", Specs.basic(organization));
        try {
            weir.awaitReason(cluster, "QuotaExceeded");
            assertThat(weir.condition(cluster, "Reconciled"))
                    .extracting(Condition::getStatus, Condition::getReason)
                    .containsExactly("False", "QuotaExceeded");
            assertThat(weir.condition(cluster, "Reconciled").getMessage()).contains("no-services");
        } finally {
            weir.client.resource(quota).delete();
        }
        weir.awaitReady(cluster);
        weir.client.resource(cluster).delete();
    }

    @Test
    void anImageThatDoesNotWorkIsNamed() {
        TenantCluster cluster = weir.make("lkc-version", weir.basic());
        weir.awaitReady(cluster);
        weir.change(cluster, spec -> spec.put("image", "weir.test/nothing:2"));
        awaitCondition(cluster, Installation.SOON, "VersionAsDesired", condition -> {
            assertThat(condition.getReason()).isEqualTo("ImageRejected");
            assertThat(condition.getMessage()).contains("weir.test/nothing:2").contains("spec.image");
        });
        weir.change(cluster, spec -> spec.remove("image"));
        awaitCondition(
                cluster,
                Installation.SOON,
                "VersionAsDesired",
                condition -> assertThat(condition.getStatus()).isEqualTo("True"));
        weir.client.resource(cluster).delete();
    }

    @Test
    void aVolumeThatCannotGrowIsToldUntilItCan() {
        StorageClass fixed = weir.storageClass("fixed");
        TenantCluster cluster =
                weir.make("lkc-grows", Specs.basic(weir.organization, new StorageSpec("1Gi", "fixed", null)));
        weir.awaitReady(cluster);
        weir.change(cluster, spec -> spec.put("storage", Map.of("size", "2Gi", "className", "fixed")));
        awaitCondition(cluster, TEN_SECONDS, "VolumesAsDesired", condition -> {
            assertThat(condition.getReason()).isEqualTo("VolumeCannotGrow");
            assertThat(condition.getMessage()).contains("data-lkc-grows-0");
        });
        fixed.setAllowVolumeExpansion(true);
        weir.client.resource(fixed).patch();
        awaitCondition(
                cluster,
                Installation.SOON,
                "VolumesAsDesired",
                condition -> assertThat(condition.getStatus()).isEqualTo("True"));
        assertThat(weir.client
                        .persistentVolumeClaims()
                        .inNamespace(weir.namespace())
                        .withName("data-lkc-grows-0")
                        .get()
                        .getSpec()
                        .getResources()
                        .getRequests())
                .containsEntry("storage", new Quantity("2Gi"));
        weir.client.resource(cluster).delete();
        weir.client.resource(fixed).delete();
    }

    /** As a later version's CRD would have taken it. */
    @Test
    void whatCannotBeReadIsToldAndMayGo() throws IOException {
        loosenCrd();
        try {
            TenantCluster cluster = new TenantCluster();
            cluster.getMetadata().setName("lkc-unread");
            cluster.getMetadata().setNamespace(weir.namespace());
            GenericKubernetesResource later = weir.client
                    .getKubernetesSerialization()
                    .unmarshal(
                            weir.client.getKubernetesSerialization().asJson(cluster), GenericKubernetesResource.class);
            later.setAdditionalProperty("spec", Map.of("kind", "GIANT", "generation", 1));
            var made = weir.client.resource(later);
            made.create();
            await().atMost(TEN_SECONDS)
                    .untilAsserted(() -> assertThat(made.get().<String>get("status", "reason"))
                            .isEqualTo("SpecUnreadable"));
            assertThat(made.get().<String>get("status", "message")).contains("spec.kind");
            made.delete();
            await().atMost(Installation.SOON)
                    .untilAsserted(() -> assertThat(made.get()).isNull());
        } finally {
            weir.client.load(Files.newInputStream(CRD)).forceConflicts().serverSideApply();
        }
    }

    private static void loosenCrd() {
        weir.client
                .resources(CustomResourceDefinition.class)
                .withName("tenantclusters.weir.dev")
                .edit(crd -> {
                    JSONSchemaProps spec = crd.getSpec()
                            .getVersions()
                            .getFirst()
                            .getSchema()
                            .getOpenAPIV3Schema()
                            .getProperties()
                            .get("spec");
                    spec.setRequired(List.of());
                    spec.setXKubernetesValidations(List.of());
                    spec.getProperties().get("kind").setEnum(List.of());
                    return crd;
                });
    }

    private static void awaitCondition(
            TenantCluster cluster, Duration patience, String type, Consumer<Condition> holds) {
        await().atMost(patience).untilAsserted(() -> holds.accept(weir.condition(cluster, type)));
    }
}
