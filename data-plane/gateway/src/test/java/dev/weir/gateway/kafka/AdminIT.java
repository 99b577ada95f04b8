package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.AddRaftVoterRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.UnregisterBrokerRequestData;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class AdminIT {
    @Test
    void moreReplicasThanBrokersAreAsManyAsThereAre() throws Exception {
        try (Admin admin = Clients.admin(ANNAS_KEY)) {
            var copied = admin.createTopics(List.of(new NewTopic("copied-from-a-course", 2, (short) 3)));
            assertThat(copied.replicationFactor("copied-from-a-course").get()).isEqualTo(1);
            var wrong = admin.createTopics(List.of(new NewTopic("no-replicas", 2, (short) 0)));
            assertThatThrownBy(() -> wrong.all().get()).hasRootCauseInstanceOf(InvalidReplicationFactorException.class);
        }
    }

    @Test
    void topicsAndGroupsAreAdministeredAsUsual() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 1);
        Clients.produce(ANNAS_KEY, topic, "one");
        try (Admin admin = Clients.admin(ANNAS_KEY)) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            admin.incrementalAlterConfigs(Map.of(
                            resource,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "3600000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            // The broker answers when its controller has the change, and shows it when it has it itself.
            await().untilAsserted(() -> assertThat(admin.describeConfigs(List.of(resource))
                            .all()
                            .get()
                            .get(resource)
                            .get("retention.ms")
                            .value())
                    .isEqualTo("3600000"));
            assertThat(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions())
                    .hasSize(3);

            admin.alterConsumerGroupOffsets("reset", Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();
            assertThat(admin.listConsumerGroupOffsets("reset")
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .containsKey(new TopicPartition(topic, 0));
            admin.deleteConsumerGroups(List.of("reset")).all().get();
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    @Test
    void brokersCannotBeConfigured() throws Exception {
        try (Admin admin = Clients.admin(ANNAS_KEY)) {
            for (var type : List.of(ConfigResource.Type.BROKER, ConfigResource.Type.BROKER_LOGGER)) {
                var change = new AlterConfigOp(new ConfigEntry("log.cleaner.threads", "2"), AlterConfigOp.OpType.SET);
                assertThatThrownBy(() -> admin.incrementalAlterConfigs(
                                        Map.of(new ConfigResource(type, "0"), List.of(change)))
                                .all()
                                .get())
                        .hasCauseInstanceOf(ClusterAuthorizationException.class);
            }
            assertThat(admin.listTopics().names().get()).isNotNull();
        }
    }

    @Test
    void internalTopicsAreLeftAlone() throws Exception {
        try (Admin admin = Clients.admin(ANNAS_KEY)) {
            assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("__mine", 1, (short) 1)))
                            .all()
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> admin.deleteTopics(List.of("__consumer_offsets"))
                            .all()
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> admin.createPartitions(Map.of("__consumer_offsets", NewPartitions.increaseTo(9)))
                            .all()
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> Clients.produce(ANNAS_KEY, "__consumer_offsets", "nonsense"))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void javaClientsAreToldThatThePlatformsApisAreNotThere() throws Exception {
        try (Admin admin = Clients.admin(ANNAS_KEY)) {
            assertThatThrownBy(() -> admin.unregisterBroker(0).all().get())
                    .hasCauseInstanceOf(UnsupportedVersionException.class);
            assertThatThrownBy(() -> admin.describeUserScramCredentials().all().get())
                    .hasCauseInstanceOf(UnsupportedVersionException.class);
            assertThat(admin.listTopics().names().get()).isNotNull();
        }
    }

    @Test
    void whoAsksForThemNeverthelessIsRefusedAndKeepsTheConnection() throws IOException {
        Map<ApiKeys, ApiMessage> requests = Map.of(
                ApiKeys.UNREGISTER_BROKER, new UnregisterBrokerRequestData(),
                ApiKeys.ADD_RAFT_VOTER, new AddRaftVoterRequestData().setClusterId("lkc-anna"),
                ApiKeys.WRITE_TXN_MARKERS,
                        new WriteTxnMarkersRequestData()
                                .setMarkers(List.of(new WriteTxnMarkersRequestData.WritableTxnMarker()
                                        .setTopics(List.of(new WriteTxnMarkersRequestData.WritableTxnMarkerTopic()
                                                .setName("topic")
                                                .setPartitionIndexes(List.of(0)))))),
                ApiKeys.ALTER_USER_SCRAM_CREDENTIALS,
                        new AlterUserScramCredentialsRequestData()
                                .setDeletions(List.of(new AlterUserScramCredentialsRequestData.ScramCredentialDeletion()
                                        .setName("somebody"))));
        try (var client = RawClient.authenticated(ANNAS_KEY)) {
            for (var request : requests.entrySet()) {
                var answer = client.ask(request.getKey(), request.getValue());
                assertThat(answer.errorCounts().keySet())
                        .as("%s", request.getKey())
                        .isEqualTo(Set.of(Errors.CLUSTER_AUTHORIZATION_FAILED));
                client.askMetadata();
            }
        }
    }

    @Test
    void whatIsInternalOfABrokerIsNotShown() throws Exception {
        var broker = new ConfigResource(ConfigResource.Type.BROKER, "0");
        try (Admin admin = Clients.admin(ANNAS_KEY)) {
            var names = admin.describeConfigs(List.of(broker)).all().get().get(broker).entries().stream()
                    .map(ConfigEntry::name)
                    .toList();
            assertThat(names).contains("message.max.bytes").doesNotContain("log.dirs", "listeners");
            assertThat(admin.describeLogDirs(List.of(0)).allDescriptions().get().get(0))
                    .containsOnlyKeys("/data");
        }
    }

    @Test
    void transactionsAreAtomic() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 2);
        try (var producer = Clients.producer(ANNAS_KEY, Map.of("transactional.id", "tx-" + topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(topic, "never"));
            producer.abortTransaction();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(topic, "always"));
            producer.commitTransaction();
        }
        assertThat(Clients.consume(ANNAS_KEY, topic, 1, Map.of("isolation.level", "read_committed")))
                .containsExactly("always");
    }
}
