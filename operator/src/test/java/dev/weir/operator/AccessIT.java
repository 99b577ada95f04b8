package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.events.ClusterAccess;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** Roles and quotas that change while a cluster runs, as the control plane writes them. */
@NeedsKubernetes
class AccessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CLUSTER = "lkc-access";
    private static final AclGrant READS = AclGrant.of("Role:sa-reader", "TOPIC", "orders", "READ");
    private static final AclGrant WRITES = AclGrant.of("Role:sa-writer", "TOPIC", "orders", "WRITE");

    private final JsonMapper json = JsonMapper.builder().build();
    private Installation weir;

    @Test
    void rolesAndQuotasAreWhatTheLatestWordSaysAndTenantsOwnStay() throws Exception {
        weir = Installation.shared();
        ReachedCluster reached = ReachedCluster.make(weir, CLUSTER, weir.basic());
        weir.awaitReady(reached.cluster());
        try (Admin admin = reached.admin()) {
            AclBinding own = new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, "mine", PatternType.LITERAL),
                    new AccessControlEntry("User:sa-reader", "*", AclOperation.READ, AclPermissionType.ALLOW));
            admin.createAcls(List.of(own)).all().get(20, TimeUnit.SECONDS);
            var ownQuota = new ClientQuotaAlteration(
                    new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "sa-own")),
                    List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 7000.0)));
            admin.alterClientQuotas(List.of(ownQuota)).all().get(20, TimeUnit.SECONDS);

            say(1, List.of(READS, WRITES), List.of(new PrincipalQuota("sa-reader", 1000L, 2000L)));
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(principals(admin))
                        .containsExactlyInAnyOrder("Role:sa-reader", "Role:sa-writer", "User:sa-reader");
                assertThat(quotas(admin))
                        .containsEntry("sa-reader", Map.of("producer_byte_rate", 1000.0, "consumer_byte_rate", 2000.0));
            });
            say(2, List.of(READS), List.of(new PrincipalQuota("sa-writer", null, 3000L)));
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(principals(admin)).containsExactlyInAnyOrder("Role:sa-reader", "User:sa-reader");
                assertThat(quotas(admin))
                        .doesNotContainKey("sa-reader")
                        .containsEntry("sa-writer", Map.of("consumer_byte_rate", 3000.0))
                        .containsEntry("sa-own", Map.of("producer_byte_rate", 7000.0));
                var status = weir.get(reached.cluster()).getStatus();
                assertThat(status.access()).isNotNull();
                assertThat(status.access().generation()).isEqualTo(2);
                assertThat(status.access().quotas()).containsExactly("sa-writer");
                assertThat(status.conditions())
                        .anyMatch(condition -> condition.getType().equals("AccessApplied")
                                && condition.getStatus().equals("True"));
            });
        }
        weir.client.resource(reached.cluster()).delete();
        await().atMost(Installation.SOON)
                .untilAsserted(() -> assertThat(weir.client
                                .configMaps()
                                .inNamespace(weir.namespace())
                                .withName(CLUSTER + "-access")
                                .get())
                        .isNull());
    }

    private void say(long generation, List<AclGrant> roles, List<PrincipalQuota> quotas)
            throws JsonProcessingException {
        var access = new ClusterAccess(ClusterAccess.SCHEMA, CLUSTER, generation, roles, quotas);
        weir.client
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(CLUSTER + "-access")
                        .withNamespace(weir.namespace())
                        .addToLabels("weir.dev/cluster", CLUSTER)
                        .endMetadata()
                        .withData(Map.of("access.json", json.writeValueAsString(access)))
                        .build())
                .serverSideApply();
    }

    private static Set<String> principals(Admin admin) throws Exception {
        return admin.describeAcls(AclBindingFilter.ANY).values().get(20, TimeUnit.SECONDS).stream()
                .map(acl -> acl.entry().principal())
                .collect(Collectors.toSet());
    }

    private static Map<String, Map<String, Double>> quotas(Admin admin) throws Exception {
        return admin
                .describeClientQuotas(ClientQuotaFilter.all())
                .entities()
                .get(20, TimeUnit.SECONDS)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        quota -> String.valueOf(quota.getKey().entries().get(ClientQuotaEntity.USER)),
                        Map.Entry::getValue));
    }
}
