package dev.weir.gateway.kafka;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.AddOffsetsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData;
import org.apache.kafka.common.message.AddRaftVoterRequestData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.CreateAclsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.DeleteAclsRequestData;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.DeleteShareGroupStateRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DescribeAclsRequestData;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeQuorumRequestData;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTransactionsRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.message.EnvelopeRequestData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitializeShareGroupStateRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.ListConfigResourcesRequestData;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.ListTransactionsRequestData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.RemoveRaftVoterRequestData;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.message.ShareAcknowledgeRequestData;
import org.apache.kafka.common.message.ShareFetchRequestData;
import org.apache.kafka.common.message.ShareGroupDescribeRequestData;
import org.apache.kafka.common.message.ShareGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupDescribeRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.UnregisterBrokerRequestData;
import org.apache.kafka.common.message.UpdateFeaturesRequestData;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * For each API the request with which somebody could get at a tenant's things: what a tenant may ask of its own, and of
 * the refused ones what would do harm.
 */
final class Attempts {
    private static final int TIMEOUT_MS = 5_000;
    private static final String MEMBER = "member";
    private static final Map<ApiKeys, Function<Belongings, ApiMessage>> REQUESTS = new EnumMap<>(ApiKeys.class);

    static {
        connections();
        records();
        transactions();
        classicGroups();
        newGroups();
        topics();
        settings();
        acls();
        platform();
    }

    private Attempts() {}

    /** @param version the oldest or the latest of clients */
    static Optional<Function<Belongings, ApiMessage>> of(ApiKeys api, short version) {
        return version == api.oldestVersion()
                ? OldAttempts.of(api).or(() -> Optional.ofNullable(REQUESTS.get(api)))
                : Optional.ofNullable(REQUESTS.get(api));
    }

    private static void connections() {
        REQUESTS.put(ApiKeys.API_VERSIONS, _ -> RawClient.apiVersions());
        REQUESTS.put(ApiKeys.SASL_HANDSHAKE, _ -> new SaslHandshakeRequestData().setMechanism("PLAIN"));
        REQUESTS.put(ApiKeys.SASL_AUTHENTICATE, _ -> new SaslAuthenticateRequestData().setAuthBytes(new byte[3]));
        REQUESTS.put(
                ApiKeys.METADATA,
                of -> new MetadataRequestData()
                        .setAllowAutoTopicCreation(true)
                        .setTopics(List.of(new MetadataRequestData.MetadataRequestTopic().setName(of.topic()))));
        REQUESTS.put(ApiKeys.DESCRIBE_CLUSTER, _ -> new DescribeClusterRequestData());
        REQUESTS.put(
                ApiKeys.DESCRIBE_TOPIC_PARTITIONS,
                of -> new DescribeTopicPartitionsRequestData()
                        .setTopics(List.of(new DescribeTopicPartitionsRequestData.TopicRequest().setName(of.topic()))));
        REQUESTS.put(
                ApiKeys.FIND_COORDINATOR,
                of -> new FindCoordinatorRequestData().setCoordinatorKeys(List.of(of.group())));
    }

    private static void records() {
        REQUESTS.put(ApiKeys.PRODUCE, of -> {
            var request = new ProduceRequestData().setAcks((short) -1).setTimeoutMs(TIMEOUT_MS);
            request.topicData()
                    .add(new ProduceRequestData.TopicProduceData()
                            .setTopicId(of.topicId())
                            .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData()
                                    .setRecords(MemoryRecords.withRecords(
                                            Compression.NONE, new SimpleRecord(new byte[] {1}))))));
            return request;
        });
        REQUESTS.put(
                ApiKeys.FETCH,
                of -> new FetchRequestData()
                        .setMaxBytes(100_000)
                        .setTopics(List.of(new FetchRequestData.FetchTopic()
                                .setTopicId(of.topicId())
                                .setPartitions(List.of(
                                        new FetchRequestData.FetchPartition().setPartitionMaxBytes(100_000))))));
        REQUESTS.put(
                ApiKeys.LIST_OFFSETS,
                of -> new ListOffsetsRequestData()
                        .setReplicaId(-1)
                        .setTopics(List.of(new ListOffsetsRequestData.ListOffsetsTopic()
                                .setName(of.topic())
                                .setPartitions(
                                        List.of(new ListOffsetsRequestData.ListOffsetsPartition().setTimestamp(-1))))));
        REQUESTS.put(ApiKeys.OFFSET_FOR_LEADER_EPOCH, of -> {
            var request = new OffsetForLeaderEpochRequestData().setReplicaId(-1);
            request.topics()
                    .add(new OffsetForLeaderEpochRequestData.OffsetForLeaderTopic()
                            .setTopic(of.topic())
                            .setPartitions(List.of(new OffsetForLeaderEpochRequestData.OffsetForLeaderPartition())));
            return request;
        });
        REQUESTS.put(
                ApiKeys.DELETE_RECORDS,
                of -> new DeleteRecordsRequestData()
                        .setTimeoutMs(TIMEOUT_MS)
                        .setTopics(List.of(new DeleteRecordsRequestData.DeleteRecordsTopic()
                                .setName(of.topic())
                                .setPartitions(
                                        List.of(new DeleteRecordsRequestData.DeleteRecordsPartition().setOffset(1))))));
        REQUESTS.put(
                ApiKeys.DESCRIBE_PRODUCERS,
                of -> new DescribeProducersRequestData()
                        .setTopics(List.of(new DescribeProducersRequestData.TopicRequest()
                                .setName(of.topic())
                                .setPartitionIndexes(List.of(0)))));
    }

    private static void transactions() {
        REQUESTS.put(
                ApiKeys.INIT_PRODUCER_ID,
                of -> new InitProducerIdRequestData()
                        .setTransactionalId(of.transactionalId())
                        .setTransactionTimeoutMs(60_000)
                        .setProducerId(of.producer())
                        .setProducerEpoch((short) 0));
        REQUESTS.put(ApiKeys.ADD_PARTITIONS_TO_TXN, of -> {
            var topics = new AddPartitionsToTxnRequestData.AddPartitionsToTxnTopicCollection();
            topics.add(new AddPartitionsToTxnRequestData.AddPartitionsToTxnTopic()
                    .setName(of.topic())
                    .setPartitions(List.of(0)));
            // From version 4 on it is for brokers among themselves.
            return new AddPartitionsToTxnRequestData()
                    .setV3AndBelowTransactionalId(of.transactionalId())
                    .setV3AndBelowProducerId(of.producer())
                    .setV3AndBelowTopics(topics);
        });
        REQUESTS.put(
                ApiKeys.ADD_OFFSETS_TO_TXN,
                of -> new AddOffsetsToTxnRequestData()
                        .setTransactionalId(of.transactionalId())
                        .setProducerId(of.producer())
                        .setGroupId(of.group()));
        REQUESTS.put(
                ApiKeys.TXN_OFFSET_COMMIT,
                of -> new TxnOffsetCommitRequestData()
                        .setTransactionalId(of.transactionalId())
                        .setProducerId(of.producer())
                        .setGroupId(of.group())
                        .setTopics(List.of(new TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic()
                                .setName(of.topic())
                                .setPartitions(
                                        List.of(new TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition())))));
        REQUESTS.put(
                ApiKeys.END_TXN,
                of -> new EndTxnRequestData()
                        .setTransactionalId(of.transactionalId())
                        .setProducerId(of.producer())
                        .setCommitted(true));
        REQUESTS.put(
                ApiKeys.DESCRIBE_TRANSACTIONS,
                of -> new DescribeTransactionsRequestData().setTransactionalIds(List.of(of.transactionalId())));
        REQUESTS.put(ApiKeys.LIST_TRANSACTIONS, _ -> new ListTransactionsRequestData());
    }

    private static void classicGroups() {
        REQUESTS.put(ApiKeys.JOIN_GROUP, of -> {
            var protocols = new JoinGroupRequestData.JoinGroupRequestProtocolCollection();
            protocols.add(new JoinGroupRequestData.JoinGroupRequestProtocol().setName("range"));
            return new JoinGroupRequestData()
                    .setGroupId(of.group())
                    .setSessionTimeoutMs(10_000)
                    .setRebalanceTimeoutMs(10_000)
                    .setMemberId(MEMBER)
                    .setProtocolType("consumer")
                    .setProtocols(protocols);
        });
        REQUESTS.put(
                ApiKeys.SYNC_GROUP,
                of -> new SyncGroupRequestData().setGroupId(of.group()).setMemberId(MEMBER));
        REQUESTS.put(
                ApiKeys.HEARTBEAT,
                of -> new HeartbeatRequestData().setGroupId(of.group()).setMemberId(MEMBER));
        REQUESTS.put(
                ApiKeys.LEAVE_GROUP,
                of -> new LeaveGroupRequestData()
                        .setGroupId(of.group())
                        .setMembers(List.of(new LeaveGroupRequestData.MemberIdentity().setMemberId(MEMBER))));
        REQUESTS.put(
                ApiKeys.OFFSET_COMMIT,
                of -> new OffsetCommitRequestData()
                        .setGroupId(of.group())
                        .setTopics(List.of(new OffsetCommitRequestData.OffsetCommitRequestTopic()
                                .setTopicId(of.topicId())
                                .setPartitions(List.of(new OffsetCommitRequestData.OffsetCommitRequestPartition())))));
        REQUESTS.put(
                ApiKeys.OFFSET_FETCH,
                of -> new OffsetFetchRequestData()
                        .setGroups(List.of(new OffsetFetchRequestData.OffsetFetchRequestGroup()
                                .setGroupId(of.group())
                                .setTopics(List.of(new OffsetFetchRequestData.OffsetFetchRequestTopics()
                                        .setTopicId(of.topicId())
                                        .setPartitionIndexes(List.of(0)))))));
        REQUESTS.put(ApiKeys.OFFSET_DELETE, of -> {
            var topics = new OffsetDeleteRequestData.OffsetDeleteRequestTopicCollection();
            topics.add(new OffsetDeleteRequestData.OffsetDeleteRequestTopic()
                    .setName(of.topic())
                    .setPartitions(List.of(new OffsetDeleteRequestData.OffsetDeleteRequestPartition())));
            return new OffsetDeleteRequestData().setGroupId(of.group()).setTopics(topics);
        });
        REQUESTS.put(ApiKeys.DESCRIBE_GROUPS, of -> new DescribeGroupsRequestData().setGroups(List.of(of.group())));
        REQUESTS.put(ApiKeys.LIST_GROUPS, _ -> new ListGroupsRequestData());
        REQUESTS.put(ApiKeys.DELETE_GROUPS, of -> new DeleteGroupsRequestData().setGroupsNames(List.of(of.group())));
    }

    private static void newGroups() {
        REQUESTS.put(
                ApiKeys.CONSUMER_GROUP_HEARTBEAT,
                of -> new ConsumerGroupHeartbeatRequestData()
                        .setGroupId(of.group())
                        .setMemberId(MEMBER)
                        .setMemberEpoch(3));
        REQUESTS.put(
                ApiKeys.CONSUMER_GROUP_DESCRIBE,
                of -> new ConsumerGroupDescribeRequestData().setGroupIds(List.of(of.group())));
        REQUESTS.put(
                ApiKeys.SHARE_GROUP_HEARTBEAT,
                of -> new ShareGroupHeartbeatRequestData()
                        .setGroupId(of.group())
                        .setMemberId(MEMBER)
                        .setMemberEpoch(3));
        REQUESTS.put(
                ApiKeys.SHARE_GROUP_DESCRIBE,
                of -> new ShareGroupDescribeRequestData().setGroupIds(List.of(of.group())));
        REQUESTS.put(ApiKeys.SHARE_FETCH, of -> {
            var request = new ShareFetchRequestData()
                    .setGroupId(of.group())
                    .setMemberId(Uuid.randomUuid().toString())
                    .setMaxBytes(1_000)
                    .setMaxRecords(1)
                    .setBatchSize(1);
            var topic = new ShareFetchRequestData.FetchTopic().setTopicId(of.topicId());
            topic.partitions().add(new ShareFetchRequestData.FetchPartition());
            request.topics().add(topic);
            return request;
        });
        REQUESTS.put(ApiKeys.SHARE_ACKNOWLEDGE, of -> {
            var request = new ShareAcknowledgeRequestData()
                    .setGroupId(of.group())
                    .setMemberId(Uuid.randomUuid().toString())
                    .setShareSessionEpoch(1);
            var topic = new ShareAcknowledgeRequestData.AcknowledgeTopic().setTopicId(of.topicId());
            topic.partitions().add(new ShareAcknowledgeRequestData.AcknowledgePartition());
            request.topics().add(topic);
            return request;
        });
        REQUESTS.put(
                ApiKeys.DESCRIBE_SHARE_GROUP_OFFSETS,
                of -> new DescribeShareGroupOffsetsRequestData()
                        .setGroups(
                                List.of(new DescribeShareGroupOffsetsRequestData.DescribeShareGroupOffsetsRequestGroup()
                                        .setGroupId(of.group())
                                        .setTopics(List.of(
                                                new DescribeShareGroupOffsetsRequestData
                                                                .DescribeShareGroupOffsetsRequestTopic()
                                                        .setTopicName(of.topic())
                                                        .setPartitions(List.of(0)))))));
        REQUESTS.put(ApiKeys.ALTER_SHARE_GROUP_OFFSETS, of -> {
            var request = new AlterShareGroupOffsetsRequestData().setGroupId(of.group());
            request.topics()
                    .add(new AlterShareGroupOffsetsRequestData.AlterShareGroupOffsetsRequestTopic()
                            .setTopicName(of.topic())
                            .setPartitions(List.of(
                                    new AlterShareGroupOffsetsRequestData.AlterShareGroupOffsetsRequestPartition())));
            return request;
        });
        REQUESTS.put(
                ApiKeys.DELETE_SHARE_GROUP_OFFSETS,
                of -> new DeleteShareGroupOffsetsRequestData()
                        .setGroupId(of.group())
                        .setTopics(List.of(new DeleteShareGroupOffsetsRequestData.DeleteShareGroupOffsetsRequestTopic()
                                .setTopicName(of.topic()))));
        REQUESTS.put(
                ApiKeys.STREAMS_GROUP_HEARTBEAT,
                of -> new StreamsGroupHeartbeatRequestData()
                        .setGroupId(of.group())
                        .setMemberId(MEMBER)
                        .setMemberEpoch(3));
        REQUESTS.put(
                ApiKeys.STREAMS_GROUP_DESCRIBE,
                of -> new StreamsGroupDescribeRequestData().setGroupIds(List.of(of.group())));
    }

    private static void topics() {
        REQUESTS.put(ApiKeys.CREATE_TOPICS, of -> {
            var request = new CreateTopicsRequestData().setTimeoutMs(TIMEOUT_MS).setValidateOnly(true);
            request.topics()
                    .add(new CreateTopicsRequestData.CreatableTopic()
                            .setName(of.topic())
                            .setNumPartitions(1)
                            .setReplicationFactor((short) 1));
            return request;
        });
        REQUESTS.put(ApiKeys.CREATE_PARTITIONS, of -> {
            var request = new CreatePartitionsRequestData().setTimeoutMs(TIMEOUT_MS);
            request.topics()
                    .add(new CreatePartitionsRequestData.CreatePartitionsTopic()
                            .setName(of.topic())
                            .setCount(2)
                            .setAssignments(null));
            return request;
        });
        REQUESTS.put(
                ApiKeys.DELETE_TOPICS,
                of -> new DeleteTopicsRequestData()
                        .setTimeoutMs(TIMEOUT_MS)
                        .setTopics(List.of(new DeleteTopicsRequestData.DeleteTopicState()
                                .setName(null)
                                .setTopicId(of.topicId()))));
        REQUESTS.put(ApiKeys.ELECT_LEADERS, of -> {
            var partitions = new ElectLeadersRequestData.TopicPartitionsCollection();
            partitions.add(new ElectLeadersRequestData.TopicPartitions()
                    .setTopic(of.topic())
                    .setPartitions(List.of(0)));
            return new ElectLeadersRequestData().setTimeoutMs(TIMEOUT_MS).setTopicPartitions(partitions);
        });
        REQUESTS.put(
                ApiKeys.LIST_PARTITION_REASSIGNMENTS,
                of -> new ListPartitionReassignmentsRequestData()
                        .setTimeoutMs(TIMEOUT_MS)
                        .setTopics(List.of(new ListPartitionReassignmentsRequestData.ListPartitionReassignmentsTopics()
                                .setName(of.topic())
                                .setPartitionIndexes(List.of(0)))));
        REQUESTS.put(ApiKeys.DESCRIBE_LOG_DIRS, of -> {
            var topics = new DescribeLogDirsRequestData.DescribableLogDirTopicCollection();
            topics.add(new DescribeLogDirsRequestData.DescribableLogDirTopic()
                    .setTopic(of.topic())
                    .setPartitions(List.of(0)));
            return new DescribeLogDirsRequestData().setTopics(topics);
        });
    }

    private static void settings() {
        REQUESTS.put(
                ApiKeys.DESCRIBE_CONFIGS,
                of -> new DescribeConfigsRequestData()
                        .setResources(List.of(new DescribeConfigsRequestData.DescribeConfigsResource()
                                .setResourceType(ConfigResource.Type.TOPIC.id())
                                .setResourceName(of.topic())
                                .setConfigurationKeys(null))));
        REQUESTS.put(ApiKeys.ALTER_CONFIGS, of -> {
            var request = new AlterConfigsRequestData();
            var resource = new AlterConfigsRequestData.AlterConfigsResource()
                    .setResourceType(ConfigResource.Type.TOPIC.id())
                    .setResourceName(of.topic());
            resource.configs()
                    .add(new AlterConfigsRequestData.AlterableConfig()
                            .setName("retention.ms")
                            .setValue("3600000"));
            request.resources().add(resource);
            return request;
        });
        REQUESTS.put(
                ApiKeys.INCREMENTAL_ALTER_CONFIGS,
                of -> setting(ConfigResource.Type.TOPIC, of.topic(), "retention.ms", "3600000"));
        REQUESTS.put(
                ApiKeys.LIST_CONFIG_RESOURCES,
                _ -> new ListConfigResourcesRequestData()
                        .setResourceTypes(List.of(ConfigResource.Type.TOPIC.id(), ConfigResource.Type.GROUP.id())));
    }

    static IncrementalAlterConfigsRequestData setting(ConfigResource.Type type, String name, String key, String value) {
        var request = new IncrementalAlterConfigsRequestData();
        var resource = new IncrementalAlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(type.id())
                .setResourceName(name);
        resource.configs()
                .add(new IncrementalAlterConfigsRequestData.AlterableConfig()
                        .setName(key)
                        .setValue(value));
        request.resources().add(resource);
        return request;
    }

    private static void acls() {
        REQUESTS.put(
                ApiKeys.DESCRIBE_ACLS,
                of -> new DescribeAclsRequestData()
                        .setResourceTypeFilter(ResourceType.TOPIC.code())
                        .setResourceNameFilter(of.topic())
                        .setPatternTypeFilter(PatternType.ANY.code())
                        .setPrincipalFilter(null)
                        .setHostFilter(null)
                        .setOperation(AclOperation.ANY.code())
                        .setPermissionType(AclPermissionType.ANY.code()));
        REQUESTS.put(
                ApiKeys.CREATE_ACLS,
                of -> acl(ResourceType.GROUP, of.group(), "User:sa-thief", "*", AclOperation.READ));
        REQUESTS.put(
                ApiKeys.DELETE_ACLS,
                of -> new DeleteAclsRequestData()
                        .setFilters(List.of(new DeleteAclsRequestData.DeleteAclsFilter()
                                .setResourceTypeFilter(ResourceType.TOPIC.code())
                                .setResourceNameFilter(of.topic())
                                .setPatternTypeFilter(PatternType.ANY.code())
                                .setPrincipalFilter(null)
                                .setHostFilter(null)
                                .setOperation(AclOperation.ANY.code())
                                .setPermissionType(AclPermissionType.ANY.code()))));
    }

    static CreateAclsRequestData acl(
            ResourceType type, String name, String principal, String host, AclOperation operation) {
        return new CreateAclsRequestData()
                .setCreations(List.of(new CreateAclsRequestData.AclCreation()
                        .setResourceType(type.code())
                        .setResourceName(name)
                        .setResourcePatternType(PatternType.LITERAL.code())
                        .setPrincipal(principal)
                        .setHost(host)
                        .setOperation(operation.code())
                        .setPermissionType(AclPermissionType.ALLOW.code())));
    }

    /** Those that are refused, with content that would do harm if they weren't. */
    private static void platform() {
        REQUESTS.put(
                ApiKeys.WRITE_TXN_MARKERS,
                of -> new WriteTxnMarkersRequestData()
                        .setMarkers(List.of(new WriteTxnMarkersRequestData.WritableTxnMarker()
                                .setProducerId(of.producer())
                                .setTopics(List.of(new WriteTxnMarkersRequestData.WritableTxnMarkerTopic()
                                        .setName(of.topic())
                                        .setPartitionIndexes(List.of(0)))))));
        REQUESTS.put(ApiKeys.ALTER_REPLICA_LOG_DIRS, of -> {
            var request = new AlterReplicaLogDirsRequestData();
            var dir = new AlterReplicaLogDirsRequestData.AlterReplicaLogDir().setPath("/tmp");
            dir.topics()
                    .add(new AlterReplicaLogDirsRequestData.AlterReplicaLogDirTopic()
                            .setName(of.topic())
                            .setPartitions(List.of(0)));
            request.dirs().add(dir);
            return request;
        });
        REQUESTS.put(
                ApiKeys.ALTER_PARTITION_REASSIGNMENTS,
                of -> new AlterPartitionReassignmentsRequestData()
                        .setTopics(List.of(new AlterPartitionReassignmentsRequestData.ReassignableTopic()
                                .setName(of.topic())
                                .setPartitions(
                                        List.of(new AlterPartitionReassignmentsRequestData.ReassignablePartition()
                                                .setReplicas(List.of(7)))))));
        REQUESTS.put(ApiKeys.ALTER_CLIENT_QUOTAS, _ -> quota("weir-platform"));
        REQUESTS.put(
                ApiKeys.ALTER_USER_SCRAM_CREDENTIALS,
                _ -> new AlterUserScramCredentialsRequestData()
                        .setUpsertions(List.of(new AlterUserScramCredentialsRequestData.ScramCredentialUpsertion()
                                .setName("weir-platform")
                                .setMechanism((byte) 1)
                                .setIterations(4096)
                                .setSalt(new byte[8])
                                .setSaltedPassword(new byte[32]))));
        REQUESTS.put(ApiKeys.UNREGISTER_BROKER, _ -> new UnregisterBrokerRequestData().setBrokerId(0));
        REQUESTS.put(ApiKeys.ADD_RAFT_VOTER, of -> {
            var listeners = new AddRaftVoterRequestData.ListenerCollection();
            listeners.add(new AddRaftVoterRequestData.Listener()
                    .setName("CONTROLLER")
                    .setHost("127.0.0.1")
                    .setPort(9));
            return new AddRaftVoterRequestData()
                    .setClusterId(of.cluster())
                    .setVoterId(7)
                    .setVoterDirectoryId(of.topicId())
                    .setListeners(listeners);
        });
        REQUESTS.put(ApiKeys.REMOVE_RAFT_VOTER, of -> new RemoveRaftVoterRequestData().setClusterId(of.cluster()));
        REQUESTS.put(ApiKeys.UPDATE_FEATURES, _ -> {
            var request = new UpdateFeaturesRequestData().setTimeoutMs(TIMEOUT_MS);
            request.featureUpdates()
                    .add(new UpdateFeaturesRequestData.FeatureUpdateKey()
                            .setFeature("metadata.version")
                            .setMaxVersionLevel((short) 20)
                            .setUpgradeType((byte) 2));
            return request;
        });
        REQUESTS.put(
                ApiKeys.DESCRIBE_QUORUM,
                _ -> new DescribeQuorumRequestData()
                        .setTopics(List.of(new DescribeQuorumRequestData.TopicData()
                                .setTopicName("__cluster_metadata")
                                .setPartitions(List.of(new DescribeQuorumRequestData.PartitionData())))));
        REQUESTS.put(
                ApiKeys.DELETE_SHARE_GROUP_STATE,
                of -> new DeleteShareGroupStateRequestData()
                        .setGroupId(of.group())
                        .setTopics(List.of(new DeleteShareGroupStateRequestData.DeleteStateData()
                                .setTopicId(of.topicId())
                                .setPartitions(List.of(new DeleteShareGroupStateRequestData.PartitionData())))));
        REQUESTS.put(
                ApiKeys.INITIALIZE_SHARE_GROUP_STATE,
                of -> new InitializeShareGroupStateRequestData()
                        .setGroupId(of.group())
                        .setTopics(List.of(new InitializeShareGroupStateRequestData.InitializeStateData()
                                .setTopicId(of.topicId())
                                .setPartitions(List.of(new InitializeShareGroupStateRequestData.PartitionData())))));
        REQUESTS.put(
                ApiKeys.ENVELOPE,
                _ -> new EnvelopeRequestData()
                        .setRequestData(ByteBuffer.allocate(1))
                        .setClientHostAddress(new byte[4]));
        for (ApiKeys bare : List.of(
                ApiKeys.DESCRIBE_CLIENT_QUOTAS,
                ApiKeys.DESCRIBE_USER_SCRAM_CREDENTIALS,
                ApiKeys.CREATE_DELEGATION_TOKEN,
                ApiKeys.RENEW_DELEGATION_TOKEN,
                ApiKeys.EXPIRE_DELEGATION_TOKEN,
                ApiKeys.DESCRIBE_DELEGATION_TOKEN,
                ApiKeys.GET_TELEMETRY_SUBSCRIPTIONS,
                ApiKeys.PUSH_TELEMETRY,
                ApiKeys.VOTE,
                ApiKeys.BEGIN_QUORUM_EPOCH,
                ApiKeys.END_QUORUM_EPOCH,
                ApiKeys.UPDATE_RAFT_VOTER,
                ApiKeys.FETCH_SNAPSHOT,
                ApiKeys.ALTER_PARTITION,
                ApiKeys.ALLOCATE_PRODUCER_IDS,
                ApiKeys.BROKER_REGISTRATION,
                ApiKeys.BROKER_HEARTBEAT,
                ApiKeys.CONTROLLER_REGISTRATION,
                ApiKeys.ASSIGN_REPLICAS_TO_DIRS,
                ApiKeys.LEADER_AND_ISR,
                ApiKeys.STOP_REPLICA,
                ApiKeys.UPDATE_METADATA,
                ApiKeys.CONTROLLED_SHUTDOWN,
                ApiKeys.READ_SHARE_GROUP_STATE,
                ApiKeys.WRITE_SHARE_GROUP_STATE,
                ApiKeys.READ_SHARE_GROUP_STATE_SUMMARY)) {
            REQUESTS.put(bare, _ -> bare.messageType.newRequest());
        }
    }

    static AlterClientQuotasRequestData quota(String user) {
        return new AlterClientQuotasRequestData()
                .setEntries(List.of(new AlterClientQuotasRequestData.EntryData()
                        .setEntity(List.of(new AlterClientQuotasRequestData.EntityData()
                                .setEntityType("user")
                                .setEntityName(user)))
                        .setOps(List.of(new AlterClientQuotasRequestData.OpData()
                                .setKey("request_percentage")
                                .setValue(0.001)))));
    }
}
