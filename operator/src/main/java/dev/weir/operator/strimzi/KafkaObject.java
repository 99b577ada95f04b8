package dev.weir.operator.strimzi;

import io.strimzi.api.ResourceAnnotations;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaBuilder;
import java.util.Map;
import java.util.TreeMap;

/** The cluster itself. What nodes it consists of say {@link NodePools}. */
public final class KafkaObject {
    private static final String AUTHORIZER = "dev.weir.broker.access.TenantAuthorizer";
    private static final String CREATE_POLICY = "dev.weir.broker.topic.TenantCreateTopicPolicy";
    private static final String ALTER_POLICY = "dev.weir.broker.topic.TenantAlterConfigPolicy";
    private static final String PLATFORM = "User:weir-platform";
    private static final int REPLICAS = 3;
    private static final int MIN_IN_SYNC = 2;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int PARTITIONS = 6;

    private KafkaObject() {}

    /**
     * As it should be.
     *
     * @param named whether Strimzi knows the cluster's id already; until then it is told to wait
     */
    public static Kafka of(DedicatedCluster design, boolean named) {
        var kafka = new KafkaBuilder()
                .withMetadata(design.metadata(design.name()))
                .withNewSpec()
                .withNewKafka()
                .withVersion(design.spec().kafkaVersion())
                .withImage(design.image())
                .withListeners(design.listeners().stream()
                        .map(listener -> TokenListener.of(design, listener))
                        .toList())
                .withNewKafkaAuthorizationCustom()
                .withAuthorizerClass(AUTHORIZER)
                .withSupportsAdminApi(true)
                .withSuperUsers(PLATFORM)
                .endKafkaAuthorizationCustom()
                .withConfig(settings(design))
                .endKafka()
                .endSpec();
        if (!named) {
            kafka.editMetadata()
                    .addToAnnotations(ResourceAnnotations.ANNO_STRIMZI_IO_PAUSE_RECONCILIATION, "true")
                    .endMetadata();
        }
        return kafka.build();
    }

    /** Tells Strimzi the cluster's id, which it would draw by itself: clients must see the platform's. */
    public static Kafka withId(DedicatedCluster design) {
        return new KafkaBuilder()
                .withNewMetadata()
                .withName(design.name())
                .withNamespace(design.cluster().getMetadata().getNamespace())
                .endMetadata()
                .withNewStatus()
                .withClusterId(design.name())
                .endStatus()
                .build();
    }

    /** Whether Strimzi knows the cluster's id. */
    public static boolean hasId(Kafka present) {
        return present.getStatus() != null
                && present.getMetadata().getName().equals(present.getStatus().getClusterId());
    }

    private static Map<String, Object> settings(DedicatedCluster design) {
        int message = design.spec().messageBytes();
        Map<String, Object> settings = new TreeMap<>();
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", REPLICAS);
        settings.put("min.insync.replicas", MIN_IN_SYNC);
        settings.put("num.partitions", PARTITIONS);
        settings.put("offsets.topic.replication.factor", REPLICAS);
        settings.put("transaction.state.log.replication.factor", REPLICAS);
        settings.put("transaction.state.log.min.isr", MIN_IN_SYNC);
        settings.put("share.coordinator.state.topic.replication.factor", REPLICAS);
        settings.put("share.coordinator.state.topic.min.isr", MIN_IN_SYNC);
        settings.put("message.max.bytes", message);
        settings.put("replica.fetch.max.bytes", Math.max(MEBIBYTE, message));
        settings.put("socket.request.max.bytes", message + MEBIBYTE);
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("create.topic.policy.class.name", CREATE_POLICY);
        settings.put("alter.config.policy.class.name", ALTER_POLICY);
        settings.put("weir.principals", "tenants");
        settings.put("weir.topic.max.message.bytes", message);
        settings.put("weir.nodes", design.spec().brokers());
        return settings;
    }
}
