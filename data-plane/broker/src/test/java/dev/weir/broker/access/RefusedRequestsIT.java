package dev.weir.broker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.broker.running.BrokerProcess;
import dev.weir.broker.running.Clients;
import dev.weir.broker.running.TestSpecs;
import dev.weir.broker.running.Tokens;
import dev.weir.tenants.broker.BrokerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RaftVoterEndpoint;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DelegationTokenDisabledException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator of a tenant may not do at the broker even if the gateway forwarded everything. */
class RefusedRequestsIT {
    private static final String OFFSETS = "__consumer_offsets";

    @TempDir
    private static Path home;

    private static BrokerSpec spec;
    private static BrokerProcess broker;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        spec = TestSpecs.tenants(home);
        broker = BrokerProcess.start(spec, home).awaitReady();
        admin = as(TestSpecs.ADMIN).admin();
        createTopic("shared");
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "weir-broker", "Role:u-admin", "u-", "u-Admin", "User:u-admin", "ANONYMOUS"})
    void tokensOfOtherSubjectsAreRefused(String subject) {
        assertNobodyGetsIn(Clients.withToken(TestSpecs.gateway(spec), TestSpecs.TOKENS.of(subject)));
        assertNobodyGetsIn(Clients.withToken(TestSpecs.internal(spec), TestSpecs.TOKENS.of(subject)));
    }

    @Test
    void tokensForAnotherClusterOrUnderAnotherKeyAreRefused() {
        var tokens = TestSpecs.TOKENS;
        assertNobodyGetsIn(Clients.withToken(
                TestSpecs.gateway(spec), tokens.of(TestSpecs.ADMIN, "lkc-other", Duration.ofMinutes(5))));
        assertNobodyGetsIn(Clients.withToken(
                TestSpecs.gateway(spec), tokens.of(TestSpecs.ADMIN, tokens.cluster(), Duration.ofMinutes(-5))));
        assertNobodyGetsIn(Clients.withToken(
                TestSpecs.gateway(spec),
                new Tokens(tokens.cluster(), tokens.kid(), "another-key-another-key-another-key").of(TestSpecs.ADMIN)));
    }

    @Test
    void passwordsAreForBrokersOnly() {
        assertNobodyGetsIn(
                Clients.withPassword(TestSpecs.gateway(spec), BrokerSpec.BROKER_USER, spec.internalPassword()));
        assertNobodyGetsIn(Clients.withPassword(TestSpecs.internal(spec), BrokerSpec.BROKER_USER, "guessed"));
        assertNobodyGetsIn(Clients.withPassword(TestSpecs.internal(spec), TestSpecs.ADMIN, spec.internalPassword()));
    }

    @Test
    void nobodyIsAnonymousOnAnyListener() {
        for (Map<String, ?> address : List.of(
                Map.of("bootstrap.servers", TestSpecs.gateway(spec)),
                Map.of("bootstrap.servers", TestSpecs.internal(spec)),
                Map.of("bootstrap.servers", "", "bootstrap.controllers", TestSpecs.controller(spec)))) {
            Clients clients = Clients.anonymous("")
                    .with(Map.of("default.api.timeout.ms", 1000, "request.timeout.ms", 1000))
                    .with(address);
            try (Admin nobody = clients.admin()) {
                assertThatThrownBy(() -> nobody.describeCluster().nodes().get())
                        .hasCauseInstanceOf(TimeoutException.class);
            }
        }
    }

    @Test
    void whatIsForThePlatformOrBetweenBrokersIsRefused() {
        refused(() -> admin.unregisterBroker(0).all());
        refused(() -> admin.addRaftVoter(
                        7, Uuid.randomUuid(), Set.of(new RaftVoterEndpoint("CONTROLLER", "127.0.0.1", 1)))
                .all());
        refused(() -> admin.removeRaftVoter(0, Uuid.randomUuid()).all());
        refused(() -> admin.describeMetadataQuorum().quorumInfo());
        refused(() -> admin.updateFeatures(
                        Map.of(
                                "metadata.version",
                                new FeatureUpdate((short) 20, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE)),
                        new UpdateFeaturesOptions())
                .all());
        refused(() -> admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        "u-x", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), "password")))
                .all());
        refused(() -> admin.describeUserScramCredentials().all());
        refused(() -> admin.alterPartitionReassignments(
                        Map.of(new TopicPartition("shared", 0), Optional.of(new NewPartitionReassignment(List.of(0)))))
                .all());
        refused(() -> admin.alterReplicaLogDirs(Map.of(new TopicPartitionReplica("shared", 0, 0), "/tmp"))
                .all());
        refused(() -> admin.abortTransaction(
                        new AbortTransactionSpec(new TopicPartition("shared", 0), 1L, (short) 0, 0))
                .all());
        refused(() -> admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, BrokerSpec.PLATFORM_USER)),
                        List.of(new ClientQuotaAlteration.Op("request_percentage", 0.001)))))
                .all());
        assertThatThrownBy(() -> admin.createDelegationToken().delegationToken().get())
                .cause()
                .isInstanceOfAny(AuthorizationException.class, DelegationTokenDisabledException.class);
    }

    @Test
    void settingsAndLoggersOfTheBrokerAreRefused() throws Exception {
        for (String broker : List.of("0", "")) {
            refused(() -> set(ConfigResource.Type.BROKER, broker, "log.cleaner.dedupe.buffer.size", "1500000000"));
        }
        refused(() -> set(ConfigResource.Type.BROKER_LOGGER, "0", "root", "TRACE"));
        refused(() -> set(ConfigResource.Type.CLIENT_METRICS, "all", "interval.ms", "100"));
        set(ConfigResource.Type.TOPIC, "shared", "retention.ms", "3600000").get();
        set(ConfigResource.Type.GROUP, "g", "consumer.session.timeout.ms", "50000")
                .get();
    }

    @Test
    void internalTopicsAreNeitherWrittenNorChanged() throws Exception {
        refused(() -> admin.deleteTopics(List.of(OFFSETS)).all());
        refused(() -> set(ConfigResource.Type.TOPIC, OFFSETS, "retention.ms", "1"));
        refused(() -> admin.createPartitions(Map.of(OFFSETS, NewPartitions.increaseTo(9)))
                .all());
        refused(() -> admin.deleteRecords(Map.of(new TopicPartition(OFFSETS, 0), RecordsToDelete.beforeOffset(1)))
                .all());
        refused(() -> admin.createTopics(List.of(topic("__transaction_state"))).all());
        refused(() -> admin.createTopics(List.of(topic("__mine"))).all());
        try (KafkaProducer<String, String> producer = as(TestSpecs.ADMIN).producer()) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>(OFFSETS, "x")).get())
                    .cause()
                    .isInstanceOfAny(TopicAuthorizationException.class, InvalidTopicException.class);
        }
    }

    @Test
    void topicsCanBeMadeGrownChangedAndDeleted() throws Exception {
        createTopic("mine");
        admin.createPartitions(Map.of("mine", NewPartitions.increaseTo(2)))
                .all()
                .get();
        assertThatThrownBy(() -> set(ConfigResource.Type.TOPIC, "mine", "segment.bytes", "2097152")
                        .get())
                .hasCauseInstanceOf(PolicyViolationException.class)
                .hasMessageContaining("segment.bytes must be from 52428800");
        assertThatThrownBy(() -> admin.createTopics(List.of(topic("flushed").configs(Map.of("flush.messages", "1"))))
                        .all()
                        .get())
                .hasCauseInstanceOf(PolicyViolationException.class);
        admin.deleteTopics(List.of("mine")).all().get();
    }

    @Test
    void serviceAccountsGetWhatTheirAclsSay() throws Exception {
        createTopic("orders");
        Clients account = as("sa-app");
        try (KafkaProducer<String, String> producer = account.producer()) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("orders", "1")).get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        admin.createAcls(List.of(
                        acl("User:sa-app", ResourceType.TOPIC, "orders", AclOperation.ALL),
                        acl("User:sa-app", ResourceType.GROUP, "app", AclOperation.READ)))
                .all()
                .get();
        try (KafkaProducer<String, String> producer = account.producer()) {
            await().ignoreExceptions()
                    .until(() -> producer.send(new ProducerRecord<>("orders", "2"))
                            .get()
                            .hasOffset());
        }
        assertThat(account.read("orders", "app", 1)).containsExactly("2");
        try (Admin theirs = account.admin()) {
            refused(() -> theirs.createTopics(List.of(topic("theirs"))).all());
            refused(() -> theirs.describeAcls(AclBindingFilter.ANY).values());
        }
    }

    @Test
    void rolesAreNeitherSeenNorWrittenNorDeletedByTenants() throws Exception {
        AclBinding role = acl("Role:sa-role", ResourceType.TOPIC, "*", AclOperation.ALL);
        for (AclBinding forbidden : List.of(
                role,
                acl("User:weir-platform", ResourceType.TOPIC, "x", AclOperation.READ),
                acl("User:sa-app", ResourceType.CLUSTER, "kafka-cluster", AclOperation.CLUSTER_ACTION),
                acl("User:sa-app", ResourceType.CLUSTER, "kafka-cluster", AclOperation.ALL))) {
            assertThatThrownBy(() -> admin.createAcls(List.of(forbidden)).all().get())
                    .hasCauseInstanceOf(PolicyViolationException.class);
        }
        admin.createAcls(List.of(acl("User:sa-other", ResourceType.TOPIC, "shared", AclOperation.READ)))
                .all()
                .get();
        await().untilAsserted(() -> assertThat(principals(admin)).contains("User:sa-other"));
        assertThat(principals(admin)).noneMatch(principal -> principal.startsWith("Role:"));
        assertThat(admin.deleteAcls(List.of(
                                new AclBindingFilter(ResourcePatternFilter.ANY, named("User:sa-other")),
                                new AclBindingFilter(ResourcePatternFilter.ANY, named("Role:" + TestSpecs.ADMIN))))
                        .all()
                        .get())
                .allMatch(binding -> binding.entry().principal().equals("User:sa-other"));
        admin.deleteAcls(List.of(new AclBindingFilter(
                        new ResourcePatternFilter(ResourceType.CLUSTER, null, PatternType.ANY),
                        AccessControlEntryFilter.ANY)))
                .all()
                .get();
        createTopic("still-admin");
        try (Admin platform = as(BrokerSpec.PLATFORM_USER).admin()) {
            platform.createAcls(List.of(role)).all().get();
            await().untilAsserted(() -> assertThat(principals(platform)).contains("Role:sa-role"));
            platform.deleteAcls(List.of(role.toFilter())).all().get();
        }
    }

    private static List<String> principals(Admin admin) throws Exception {
        return admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
                .map(binding -> binding.entry().principal())
                .toList();
    }

    private static void refused(Supplier<KafkaFuture<?>> request) {
        assertThatThrownBy(() -> request.get().get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AuthorizationException.class);
    }

    private static void assertNobodyGetsIn(Clients clients) {
        try (Admin nobody = clients.admin()) {
            ThrowingCallable request = () -> nobody.describeCluster().nodes().get();
            assertThatThrownBy(request).hasCauseInstanceOf(AuthenticationException.class);
        }
    }

    private static Clients as(String principal) {
        return Clients.withToken(TestSpecs.gateway(spec), TestSpecs.TOKENS.of(principal));
    }

    private static KafkaFuture<Void> set(ConfigResource.Type type, String name, String key, String value) {
        return admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(type, name),
                        List.of(new AlterConfigOp(new ConfigEntry(key, value), OpType.SET))))
                .all();
    }

    private static void createTopic(String name) throws Exception {
        admin.createTopics(List.of(topic(name))).all().get();
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 1, (short) 1);
    }

    private static AclBinding acl(String principal, ResourceType type, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }

    private static AccessControlEntryFilter named(String principal) {
        return new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY);
    }
}
