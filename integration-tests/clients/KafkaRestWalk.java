import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import ref.kafkarest.ApiClient;
import ref.kafkarest.ApiException;
import ref.kafkarest.api.AclV3Api;
import ref.kafkarest.api.ClusterV3Api;
import ref.kafkarest.api.ConfigsV3Api;
import ref.kafkarest.api.ConsumerGroupV3Api;
import ref.kafkarest.api.PartitionV3Api;
import ref.kafkarest.api.RecordsV3Api;
import ref.kafkarest.api.ShareGroupV3Api;
import ref.kafkarest.api.StreamsGroupV3Api;
import ref.kafkarest.api.TopicV3Api;
import ref.kafkarest.model.AclResourceType;
import ref.kafkarest.model.AlterConfigBatchRequestData;
import ref.kafkarest.model.AlterConfigBatchRequestDataData;
import ref.kafkarest.model.CreateAclRequestData;
import ref.kafkarest.model.CreateAclRequestDataListAllOf;
import ref.kafkarest.model.CreateTopicRequestData;
import ref.kafkarest.model.ProduceRequest;
import ref.kafkarest.model.ProduceRequestData;
import ref.kafkarest.model.UpdateConfigRequestData;
import ref.kafkarest.model.UpdatePartitionCountRequestData;

/**
 * Calls every operation of Kafka REST that there is, by clients that openapi-generator has made, and says of each what it
 * was answered. It isn't compiled with the project but with those clients. Arguments: Kafka REST, cluster, key, its
 * secret, a topic with records, and the groups that read it: a consumer group, a share group, a streams group.
 */
public final class KafkaRestWalk {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = "made-by-the-walk";
    private static final String PRINCIPAL = "User:sa-walker";

    private final ApiClient client = new ApiClient();
    private final String lkc;
    private final String read;

    private KafkaRestWalk(String http, String lkc, String key, String secret, String read) {
        this.lkc = lkc;
        this.read = read;
        String basic = "Basic " + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes());
        client.updateBaseUri(http);
        client.setRequestInterceptor(request -> request.header("Authorization", basic));
        client.setResponseInterceptor(answer -> System.out.println("answered " + answer.statusCode() + " "
                + answer.request().method() + " " + answer.uri().getRawPath()));
    }

    public static void main(String[] arguments) throws Exception {
        var walk = new KafkaRestWalk(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]);
        walk.cluster();
        walk.topic();
        walk.acls();
        walk.consumerGroup(arguments[5]);
        walk.shareGroup(arguments[6]);
        walk.streamsGroup(arguments[7]);
        System.out.println("walked");
    }

    private void cluster() throws Exception {
        check(new ClusterV3Api(client).getKafkaCluster(lkc).getClusterId().equals(lkc), "the cluster");
        var configs = new ConfigsV3Api(client);
        check(configs.listKafkaClusterConfigs(lkc).getData().isEmpty(), "nobody has set brokers");
        // How brokers are set is the platform's business.
        check(status(() -> configs.getKafkaClusterConfig(lkc, "log.retention.ms")) == 404, "no such setting");
        check(
                status(() -> {
                            configs.updateKafkaClusterConfig(
                                    lkc, "log.retention.ms", new UpdateConfigRequestData().value("1"));
                            return true;
                        })
                        == 403,
                "brokers aren't set");
        check(
                status(() -> {
                            configs.updateKafkaClusterConfigs(lkc, batch("log.retention.ms", "1"));
                            return true;
                        })
                        == 403,
                "nor several settings at once");
        check(
                status(() -> {
                            configs.deleteKafkaClusterConfig(lkc, "log.retention.ms");
                            return true;
                        })
                        == 403,
                "nor are settings taken away");
    }

    private static AlterConfigBatchRequestData batch(String name, String value) {
        return new AlterConfigBatchRequestData()
                .addDataItem(new AlterConfigBatchRequestDataData().name(name).value(value));
    }

    private void topic() throws Exception {
        var topics = new TopicV3Api(client);
        var configs = new ConfigsV3Api(client);
        var partitions = new PartitionV3Api(client);
        topics.createKafkaTopic(lkc, new CreateTopicRequestData().topicName(TOPIC).partitionsCount(2));
        check(topics.listKafkaTopics(lkc).getData().stream().anyMatch(it -> it.getTopicName().equals(TOPIC)), "listed");
        topics.updatePartitionCountKafkaTopic(lkc, TOPIC, new UpdatePartitionCountRequestData().partitionsCount(3));
        check(topics.getKafkaTopic(lkc, TOPIC, true).getPartitionsCount() == 3, "its partitions");
        check(partitions.listKafkaPartitions(lkc, TOPIC).getData().size() == 3, "all three");
        check(partitions.getKafkaPartition(lkc, TOPIC, 2).getPartitionId() == 2, "the last");

        configs.updateKafkaTopicConfig(lkc, TOPIC, "retention.ms", new UpdateConfigRequestData().value("60000"));
        check(configs.getKafkaTopicConfig(lkc, TOPIC, "retention.ms").getValue().equals("60000"), "its setting");
        configs.updateKafkaTopicConfigBatch(lkc, TOPIC, batch("retention.ms", "70000"));
        check(
                configs.listKafkaTopicConfigs(lkc, TOPIC).getData().stream()
                        .anyMatch(it -> "70000".equals(it.getValue())),
                "its other setting");
        check(
                configs.listKafkaAllTopicConfigs(lkc).getData().stream().anyMatch(it -> "70000".equals(it.getValue())),
                "among all topics'");
        configs.deleteKafkaTopicConfig(lkc, TOPIC, "retention.ms");
        check(!configs.getKafkaTopicConfig(lkc, TOPIC, "retention.ms").getValue().equals("70000"), "back to the default");
        check(!configs.listKafkaDefaultTopicConfigs(lkc, TOPIC).getData().isEmpty(), "defaults");

        var report = new RecordsV3Api(client)
                .produceRecord(
                        lkc,
                        TOPIC,
                        new ProduceRequest()
                                .partitionId(1)
                                .value(new ProduceRequestData().type("JSON").data(List.of(1, 2))));
        check(report.getErrorCode() == 200 && report.getOffset() == 0 && report.getPartitionId() == 1, "the record");
        topics.deleteKafkaTopic(lkc, TOPIC);
        eventually("the topic is gone", () -> status(() -> topics.getKafkaTopic(lkc, TOPIC, null)) == 404);
    }

    private static CreateAclRequestData acl(String operation) {
        return new CreateAclRequestData()
                .resourceType(AclResourceType.TOPIC)
                .resourceName(TOPIC)
                .patternType("LITERAL")
                .principal(PRINCIPAL)
                .host("*")
                .operation(operation)
                .permission("ALLOW");
    }

    private void acls() throws Exception {
        var acls = new AclV3Api(client);
        acls.createKafkaAcls(lkc, acl("READ"));
        acls.batchCreateKafkaAcls(
                lkc, new CreateAclRequestDataListAllOf().data(List.of(acl("WRITE"), acl("DESCRIBE"))));
        check(
                acls.getKafkaAcls(lkc, AclResourceType.TOPIC, TOPIC, "LITERAL", PRINCIPAL, "*", "ANY", "ALLOW")
                                .getData()
                                .size()
                        == 3,
                "three ACLs");
        check(
                acls.deleteKafkaAcls(
                                        lkc, AclResourceType.TOPIC, "LITERAL", "ANY", "ALLOW", TOPIC, PRINCIPAL, "*")
                                .getData()
                                .size()
                        == 3,
                "all deleted");
    }

    private void consumerGroup(String group) throws Exception {
        var groups = new ConsumerGroupV3Api(client);
        check(
                groups.listKafkaConsumerGroups(lkc).getData().stream()
                        .anyMatch(it -> it.getConsumerGroupId().equals(group)),
                "the consumer group");
        check(groups.getKafkaConsumerGroup(lkc, group).getConsumerGroupId().equals(group), "by its name");
        String member = first(groups.listKafkaConsumers(lkc, group).getData()).getConsumerId();
        check(groups.getKafkaConsumer(lkc, group, member).getConsumerId().equals(member), "its consumer");
        check(groups.getKafkaConsumerLag(lkc, group, read, 0).getLag() == 0, "no lag");
        check(groups.listKafkaConsumerLags(lkc, group).getData().size() == 1, "of one partition");
        check(groups.getKafkaConsumerGroupLagSummary(lkc, group).getTotalLag() == 0, "nor over all");
    }

    private void shareGroup(String group) throws Exception {
        var groups = new ShareGroupV3Api(client);
        check(!groups.listKafkaShareGroups(lkc).getData().isEmpty(), "a share group");
        check(groups.getKafkaShareGroup(lkc, group).getConsumerCount() == 1, "with one consumer");
        String member = first(groups.listKafkaShareGroupConsumers(lkc, group).getData()).getConsumerId();
        check(groups.getKafkaShareGroupConsumer(lkc, group, member).getConsumerId().equals(member), "its consumer");
        check(
                first(groups.listKafkaShareGroupConsumerAssignments(lkc, group, member).getData())
                        .getTopicName()
                        .equals(read),
                "what it reads");
    }

    private void streamsGroup(String group) throws Exception {
        var groups = new StreamsGroupV3Api(client);
        check(!groups.listKafkaStreamsGroups(lkc).getData().isEmpty(), "a streams group");
        check(groups.getKafkaStreamsGroup(lkc, group).getGroupId().equals(group), "by its name");
        String part = first(groups.listKafkaStreamsGroupSubtopologies(lkc, group).getData()).getSubtopologyId();
        check(
                groups.getKafkaStreamsGroupSubtopology(lkc, group, part).getSourceTopics().contains(read),
                "its source");
        String member = first(groups.listKafkaStreamsGroupMembers(lkc, group).getData()).getMemberId();
        check(groups.getKafkaStreamsGroupMember(lkc, group, member).getMemberId().equals(member), "its member");
        groups.getKafkaStreamsGroupMemberAssignments(lkc, group, member);
        groups.getKafkaStreamsGroupMemberTargetAssignments(lkc, group, member);
        check(
                first(groups.listKafkaStreamsGroupMemberAssignmentTasks(lkc, group, member, "active").getData())
                        .getSubtopologyId()
                        .equals(part),
                "its task");
        check(
                !groups.listKafkaStreamsGroupMemberTargetAssignmentTasks(lkc, group, member, "active")
                        .getData()
                        .isEmpty(),
                "the task that it should have");
        check(
                groups.getKafkaStreamsGroupMemberAssignmentTaskPartitions(lkc, group, member, "active", part)
                        .getPartitionIds()
                        .contains(0),
                "its partition");
        check(
                groups.getKafkaStreamsGroupMemberTargetAssignmentTaskPartitions(lkc, group, member, "active", part)
                        .getPartitionIds()
                        .contains(0),
                "the partition that it should have");
    }

    private static <T> T first(Collection<T> all) {
        check(!all.isEmpty(), "at least one");
        return all.iterator().next();
    }

    private static int status(Callable<?> question) throws Exception {
        try {
            question.call();
            return 200;
        } catch (ApiException e) {
            return e.getCode();
        }
    }

    private static void eventually(String what, Callable<Boolean> question) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!question.call()) {
            check(Instant.now().isBefore(end), what);
            Thread.sleep(100);
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("expected, but not so: " + what);
        }
    }
}
