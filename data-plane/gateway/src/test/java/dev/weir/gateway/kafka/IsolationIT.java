package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static dev.weir.gateway.kafka.KafkaTestbed.BERTS_KEY;
import static dev.weir.gateway.kafka.KafkaTestbed.EVERY_ROLES_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** By the wire, past what clients would send: Anna, who may do all in her cluster, tries each API of Kafka. */
@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class IsolationIT {
    /** Their answers don't say whether a tenant's own things are there either. */
    private static final Set<ApiKeys> BLIND = EnumSet.of(
            ApiKeys.API_VERSIONS,
            ApiKeys.SASL_HANDSHAKE,
            ApiKeys.SASL_AUTHENTICATE,
            ApiKeys.DESCRIBE_CLUSTER,
            ApiKeys.FIND_COORDINATOR,
            ApiKeys.JOIN_GROUP,
            ApiKeys.SYNC_GROUP,
            ApiKeys.HEARTBEAT,
            ApiKeys.LEAVE_GROUP,
            ApiKeys.LIST_PARTITION_REASSIGNMENTS,
            ApiKeys.SHARE_ACKNOWLEDGE,
            ApiKeys.CREATE_ACLS,
            ApiKeys.INIT_PRODUCER_ID);

    /** What they name is everything there is. */
    private static final Set<ApiKeys> LISTING =
            EnumSet.of(ApiKeys.LIST_GROUPS, ApiKeys.LIST_TRANSACTIONS, ApiKeys.LIST_CONFIG_RESOURCES);

    /** Its first version knows nothing that tenants have. */
    private static final Set<ApiKeys> BLIND_AT_FIRST = EnumSet.of(ApiKeys.LIST_CONFIG_RESOURCES);

    private static final short LAST_OF_CLIENTS = 3;
    private static final List<String> KEYS = List.of(ANNAS_KEY, EVERY_ROLES_KEY);

    private static Admin bert;
    private static Admin anna;
    private static Belongings berts;
    /** Whoever begins to use such a transactional id has one of that name, so it serves no other attempt. */
    private static final Queue<Belongings> bertsOthers = new ArrayDeque<>();

    private static Map<String, Object> asBertLeftThem;

    private record Answer(Set<Errors> errors, String text) {}

    @BeforeAll
    static void bertHasThings() throws Exception {
        anna = Clients.admin(ANNAS_KEY);
        bert = Clients.admin(BERTS_KEY);
        // A gateway and brokers that have just begun on a busy machine take their time.
        berts = atFirst(() ->
                Belongings.make(bert, BERTS_KEY, "bert", KafkaTestbed.berts().id()));
        for (int versions = 0; versions < 2; versions++) {
            bertsOthers.add(atFirst(() -> Belongings.make(
                    bert, BERTS_KEY, "bert", KafkaTestbed.berts().id())));
        }
        var _ = atFirst(() ->
                Belongings.make(anna, ANNAS_KEY, "anna", KafkaTestbed.annas().id()));
        asBertLeftThem = settled(bert, berts);
    }

    private static Belongings atFirst(Callable<Belongings> making) {
        return await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(making, Objects::nonNull);
    }

    @AfterAll
    static void close() {
        anna.close();
        bert.close();
    }

    private static Map<String, Object> settled(Admin admin, Belongings things) throws Exception {
        await().until(() -> Belongings.seen(admin, things).equals(Belongings.seen(admin, things)));
        return Belongings.seen(admin, things);
    }

    @ParameterizedTest
    @EnumSource(ApiKeys.class)
    void noApiReachesAnotherTenant(ApiKeys api) throws Exception {
        Function<Belongings, ApiMessage> request = Attempts.of(api, latest(api))
                .orElseThrow(() -> new AssertionError("Kafka has a new API, " + api
                        + ": think about what somebody could do with it, and add the attempt to Attempts"));
        if (ApiRules.of(api) == Rule.REFUSE) {
            harmsNobody(api, request);
        } else {
            answersAsIfTheyWereNobodys(api, latest(api));
            answersAsIfTheyWereNobodys(api, api.oldestVersion());
        }
        assertThat(Belongings.seen(bert, berts)).isEqualTo(asBertLeftThem);
    }

    private static void answersAsIfTheyWereNobodys(ApiKeys api, short version) throws Exception {
        Function<Belongings, ApiMessage> request = Attempts.of(api, version).orElseThrow();
        Belongings annas =
                Belongings.make(anna, ANNAS_KEY, "anna", KafkaTestbed.annas().id());
        try (var client = RawClient.authenticated(ANNAS_KEY)) {
            Answer aboutBerts =
                    ask(client, api, version, request, api == ApiKeys.INIT_PRODUCER_ID ? bertsOthers.remove() : berts);
            Answer aboutNobodys = ask(client, api, version, request, Belongings.nobodys());
            assertThat(aboutBerts)
                    .as("%s about Bert's things, version %s", api, version)
                    .isEqualTo(aboutNobodys);

            Answer aboutAnnas = ask(client, api, version, request, annas);
            assertThat(aboutAnnas.text()).doesNotContain(berts.name(), berts.cluster());
            if (version < latest(api) && BLIND_AT_FIRST.contains(api)) {
                assertThat(aboutAnnas).isEqualTo(aboutNobodys);
            } else if (LISTING.contains(api)) {
                assertThat(aboutAnnas.text()).contains("NAME");
            } else if (!BLIND.contains(api)) {
                assertThat(aboutAnnas)
                        .as("%s about Anna's own, version %s", api, version)
                        .isNotEqualTo(aboutNobodys);
            }
            client.askMetadata();
        }
    }

    private static Answer ask(
            RawClient client, ApiKeys api, short version, Function<Belongings, ApiMessage> request, Belongings things)
            throws IOException {
        AbstractResponse answer = client.ask(api, version, request.apply(things));
        String text = things.anonymous(answer.data().toString()).replaceAll("throttleTimeMs=\\d+", "");
        return new Answer(answer.errorCounts().keySet(), text);
    }

    /** Later ones are for brokers among themselves. */
    private static short latest(ApiKeys api) {
        return api == ApiKeys.ADD_PARTITIONS_TO_TXN ? LAST_OF_CLIENTS : api.latestVersion(false);
    }

    private static void harmsNobody(ApiKeys api, Function<Belongings, ApiMessage> request) throws Exception {
        Belongings annas =
                Belongings.make(anna, ANNAS_KEY, "anna", KafkaTestbed.annas().id());
        Map<String, Object> before = settled(anna, annas);
        if (!api.hasValidVersion()) {
            try (var client = RawClient.authenticated(ANNAS_KEY)) {
                client.send(new byte[] {0, 0, 0, 10, 0, (byte) api.id, 0, 0, 0, 0, 0, 7, 0, 0});
                assertThat(client.isClosedWithin(Duration.ofSeconds(1))).isTrue();
            }
        }
        for (short version = api.oldestVersion(); version <= api.latestVersion(); version++) {
            for (String key : KEYS) {
                for (Belongings things : List.of(annas, berts)) {
                    refused(key, api, version, request.apply(things));
                }
            }
        }
        assertThat(Belongings.seen(anna, annas)).isEqualTo(before);
        Clients.produce(ANNAS_KEY, annas.topic(), "still there");
    }

    private static void refused(String key, ApiKeys api, short version, ApiMessage request) throws IOException {
        try (var client = RawClient.authenticated(key)) {
            client.askMetadata();
            Set<Errors> errors = client.ask(api, version, request).errorCounts().keySet();
            assertThat(errors).as("%s, version %s", api, version).isSubsetOf(Errors.CLUSTER_AUTHORIZATION_FAILED);
            client.askMetadata();
        } catch (UnsupportedVersionException e) {
            // The old version can't say that.
            assertThat(version).isLessThan(api.latestVersion());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TOPIC, segment.bytes, 1048576",
        "TOPIC, flush.messages, 1",
        "TOPIC, max.message.bytes, 100000000",
        "TOPIC, unclean.leader.election.enable, true",
        "TOPIC, leader.replication.throttled.replicas, *",
        "BROKER, log.cleaner.dedupe.buffer.size, 1500000000",
        "BROKER, max.connections, 0",
        "BROKER_LOGGER, root, TRACE",
        "CLIENT_METRICS, interval.ms, 100"
    })
    void forbiddenSettingsAreRefused(ConfigResource.Type type, String key, String value) throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 1);
        String name = type == ConfigResource.Type.TOPIC ? topic : "0";
        assertThat(set(Attempts.setting(type, name, key, value)))
                .containsAnyOf(Errors.POLICY_VIOLATION, Errors.CLUSTER_AUTHORIZATION_FAILED, Errors.INVALID_CONFIG)
                .doesNotContain(Errors.NONE);
        assertThat(set(Attempts.setting(ConfigResource.Type.TOPIC, topic, "retention.ms", "3600000")))
                .containsOnly(Errors.NONE);
        assertThat(set(Attempts.setting(ConfigResource.Type.TOPIC, "__consumer_offsets", key, value)))
                .containsOnly(Errors.TOPIC_AUTHORIZATION_FAILED);
    }

    private static Set<Errors> set(ApiMessage request) throws IOException {
        return errors(ApiKeys.INCREMENTAL_ALTER_CONFIGS, request);
    }

    @ParameterizedTest
    @CsvSource({
        "CLUSTER, kafka-cluster, User:sa-x, *, CLUSTER_ACTION",
        "CLUSTER, kafka-cluster, User:u-anna, *, ALL",
        "CLUSTER, kafka-cluster, User:sa-x, *, ALTER_CONFIGS",
        "TOPIC, orders, Role:u-anna, *, READ",
        "TOPIC, orders, User:weir-platform, *, READ",
        "TOPIC, orders, User:weir-broker, *, READ",
        "TOPIC, orders, User:sa-x, 10.0.0.1, READ",
        "DELEGATION_TOKEN, some, User:sa-x, *, DESCRIBE",
        "USER, User:sa-x, User:sa-x, *, CREATE_TOKENS"
    })
    void forbiddenAclsAreRefused(ResourceType type, String name, String principal, String host, AclOperation operation)
            throws Exception {
        assertThat(errors(ApiKeys.CREATE_ACLS, Attempts.acl(type, name, principal, host, operation)))
                .doesNotContain(Errors.NONE)
                .isNotEmpty();
        assertThat(errors(
                        ApiKeys.CREATE_ACLS,
                        Attempts.acl(ResourceType.TOPIC, "orders", "User:sa-x", "*", AclOperation.READ)))
                .containsOnly(Errors.NONE);
    }

    @ParameterizedTest
    @CsvSource({"weir-platform", "u-anna", "sa-robot"})
    void quotasAreNotSetByTheWire(String user) throws Exception {
        assertThat(errors(ApiKeys.ALTER_CLIENT_QUOTAS, Attempts.quota(user)))
                .containsOnly(Errors.CLUSTER_AUTHORIZATION_FAILED);
    }

    private static Set<Errors> errors(ApiKeys api, ApiMessage request) throws IOException {
        try (var client = RawClient.authenticated(ANNAS_KEY)) {
            return client.ask(api, request).errorCounts().keySet();
        }
    }

    @Test
    void aKeyOpensItsOwnClusterAtEveryPort() throws Exception {
        for (int port = KafkaTestbed.bootstrapPort(); port <= KafkaTestbed.bootstrapPort() + 1; port++) {
            assertThat(clusterAt(port, ANNAS_KEY))
                    .isEqualTo(KafkaTestbed.annas().id());
            assertThat(clusterAt(port, BERTS_KEY))
                    .isEqualTo(KafkaTestbed.berts().id());
        }
    }

    private static String clusterAt(int port, String key) throws IOException {
        try (var client = RawClient.authenticated(key, port)) {
            var answer = client.ask(ApiKeys.DESCRIBE_CLUSTER, new DescribeClusterRequestData());
            return ((DescribeClusterResponseData) answer.data()).clusterId();
        }
    }
}
