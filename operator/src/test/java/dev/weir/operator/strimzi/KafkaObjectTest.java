package dev.weir.operator.strimzi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.operator.Specs;
import dev.weir.operator.strimzi.ClientListener.Advertised;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaClusterSpec;
import io.strimzi.api.kafka.model.kafka.listener.KafkaListenerAuthenticationCustom;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Strimzi's CRDs don't say: its operator drops settings with certain beginnings, and says so only in its log. */
class KafkaObjectTest {
    private final Kafka kafka = KafkaObject.of(dedicated(5), true);

    @Test
    void noSettingIsOneThatStrimziDrops() {
        List<String> exceptions = words(KafkaClusterSpec.FORBIDDEN_PREFIX_EXCEPTIONS);
        assertThat(kafka.getSpec().getKafka().getConfig().keySet())
                .filteredOn(name -> !exceptions.contains(name))
                .allSatisfy(name ->
                        assertThat(words(KafkaClusterSpec.FORBIDDEN_PREFIXES)).noneMatch(name::startsWith));
    }

    @Test
    void tokensAreAskedForWhereStrimziLetsOneSaySo() {
        assertThat(kafka.getSpec().getKafka().getListeners()).hasSize(2).allSatisfy(listener -> {
            assertThat(listener.isTls()).isTrue();
            var custom = (KafkaListenerAuthenticationCustom) listener.getAuth();
            assertThat(custom.isSasl()).isTrue();
            assertThat(custom.getListenerConfig())
                    .containsEntry("oauthbearer.sasl.oauthbearer.expected.audience", "lkc-abc")
                    .containsEntry("oauthbearer.sasl.oauthbearer.jwks.endpoint.url", "file:///mnt/weir/jwks.json");
            assertThat(custom.getListenerConfig().keySet())
                    .noneMatch(name -> name.startsWith(KafkaListenerAuthenticationCustom.FORBIDDEN_PREFIXES));
        });
    }

    @Test
    void idsOfNodesGoOnFromOnePoolToTheOther() {
        assertThat(NodePools.of(dedicated(5)))
                .extracting(KafkaObjectTest::ids, pool -> pool.getSpec().getReplicas())
                .containsExactly(tuple("[0-2]", 3), tuple("[3-4]", 2));
        assertThat(NodePools.of(dedicated(3))).hasSize(1);
    }

    @Test
    void brokersAreCalledAsStrimziNamesTheirPods() {
        TenantCluster cluster = dedicated(5).cluster();
        assertThat(DedicatedCluster.host(cluster, 2, "cluster.local"))
                .isEqualTo("lkc-abc-brokers-abc-2.lkc-abc-kafka-brokers.acme.svc.cluster.local");
        assertThat(DedicatedCluster.host(cluster, 3, "cluster.local"))
                .isEqualTo("lkc-abc-more-abc-3.lkc-abc-kafka-brokers.acme.svc.cluster.local");
    }

    @Test
    void strimziWaitsUntilItKnowsTheId() {
        assertThat(KafkaObject.of(dedicated(3), false).getMetadata().getAnnotations())
                .containsEntry("strimzi.io/pause-reconciliation", "true");
        assertThat(kafka.getMetadata().getAnnotations()).isNullOrEmpty();
    }

    private static String ids(KafkaNodePool pool) {
        return pool.getMetadata().getAnnotations().get("strimzi.io/next-node-ids");
    }

    private static List<String> words(String listed) {
        return Stream.of(listed.split(",", -1)).map(String::strip).toList();
    }

    private static DedicatedCluster dedicated(int brokers) {
        TenantCluster cluster = new TenantCluster();
        cluster.getMetadata().setName("lkc-abc");
        cluster.getMetadata().setNamespace("acme");
        cluster.setSpec(Specs.dedicated("8f0c6a52-4b1d-4d7e-9f0a-3c2b1a000001", brokers));
        return new DedicatedCluster(
                cluster,
                null,
                List.of(
                        new ClientListener("gateway", 9092, List.of(new Advertised(0, "gateway.example", 9093))),
                        new ClientListener("internal", 9094, List.of())),
                "weir-system");
    }
}
