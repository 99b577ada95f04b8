package dev.weir.gateway.kafka;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One of each thing that a tenant can have in a cluster, all with names that begin alike.
 *
 * @param producer the id that the broker gave the transactional id
 */
record Belongings(
        String name, String topic, Uuid topicId, String group, String transactionalId, String cluster, long producer) {
    /** Things that nobody has. */
    static Belongings nobodys() {
        String name = newName("nobody");
        return new Belongings(name, name + "-t", Uuid.randomUuid(), name + "-g", name + "-x", "lkc-" + name, 999_999);
    }

    static String newName(String owner) {
        return owner + UUID.randomUUID().toString().substring(0, 8);
    }

    static Belongings make(Admin admin, String key, String owner, String cluster) throws Exception {
        String name = newName(owner);
        String topic = name + "-t";
        String transactionalId = name + "-x";
        try (var producer = Clients.producer(key, Map.of("transactional.id", transactionalId))) {
            var created = admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)));
            Uuid id = created.topicId(topic).get();
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(topic, "secret of " + name));
            producer.commitTransaction();
            admin.alterConsumerGroupOffsets(
                            name + "-g", Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(1, name)))
                    .all()
                    .get();
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "7654321"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                            new AccessControlEntry(
                                    "User:sa-" + name, "*", AclOperation.READ, AclPermissionType.ALLOW))))
                    .all()
                    .get();
            long producerId = admin.describeTransactions(List.of(transactionalId))
                    .description(transactionalId)
                    .get()
                    .producerId();
            return new Belongings(name, topic, id, name + "-g", transactionalId, cluster, producerId);
        }
    }

    /** All that a tenant can see of them, and of whatever else there is in the cluster. */
    static Map<String, Object> seen(Admin admin, Belongings things) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, things.topic());
        var partition = new TopicPartition(things.topic(), 0);
        return Map.of(
                "topics", admin.listTopics().names().get(),
                "topic",
                        admin.describeTopics(List.of(things.topic()))
                                .allTopicNames()
                                .get()
                                .toString(),
                "settings",
                        admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                                .map(ConfigEntry::toString)
                                .sorted()
                                .toList(),
                "ends",
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition)
                                .get()
                                .offset(),
                "groups",
                        admin.listGroups().all().get().stream()
                                .map(group -> group.groupId())
                                .sorted()
                                .toList(),
                "offsets",
                        admin.listConsumerGroupOffsets(things.group())
                                .partitionsToOffsetAndMetadata()
                                .get()
                                .toString(),
                "transactions",
                        admin.listTransactions().all().get().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList(),
                "acls",
                        admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
                                .map(AclBinding::toString)
                                .sorted()
                                .toList());
    }

    /** The text without these names, so that answers about different things can be compared. */
    String anonymous(String text) {
        return text.replace(topicId.toString(), "ID")
                .replace(cluster, "CLUSTER")
                .replace(name, "NAME")
                .replaceAll("producerId=\\d+", "producerId=PRODUCER")
                .replaceAll("topicId=(?!A{22})[\\w-]{22}", "topicId=ID");
    }
}
