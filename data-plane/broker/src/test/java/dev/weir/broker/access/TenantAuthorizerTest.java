package dev.weir.broker.access;

import static org.apache.kafka.common.acl.AclOperation.ALL;
import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.acl.AclPermissionType.ALLOW;
import static org.apache.kafka.common.acl.AclPermissionType.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantAuthorizerTest {
    private final TenantAuthorizer authorizer = new TenantAuthorizer();

    private final Metrics metrics = new Metrics();

    @BeforeEach
    void start() {
        authorizer.configure(Map.of(
                "node.id",
                "0",
                "super.users",
                "User:weir-broker;User:weir-platform",
                TenantAuthorizer.PRINCIPALS,
                "tenants"));
        authorizer.withPluginMetrics(new PluginMetricsImpl(metrics, Map.of()));
        authorizer.completeInitialLoad();
    }

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void aRoleAllowsWhatNoAclSays() {
        onTopics("Role:u-a", ALL, ALLOW);
        assertThat(allows("u-a", ApiKeys.PRODUCE, Asking.topic(WRITE, "orders")))
                .isTrue();
        assertThat(allows("u-b", ApiKeys.PRODUCE, Asking.topic(WRITE, "orders")))
                .isFalse();
    }

    @Test
    void anAclThatDeniesIsStrongerThanARole() {
        onTopics("Role:u-a", ALL, ALLOW);
        add(ResourceType.TOPIC, "secret", PatternType.PREFIXED, "User:u-a", READ, DENY);
        assertThat(allows("u-a", ApiKeys.FETCH, Asking.topic(READ, "secrets"))).isFalse();
        assertThat(allows("u-a", ApiKeys.PRODUCE, Asking.topic(WRITE, "secrets")))
                .isTrue();
        assertThat(allows("u-a", ApiKeys.FETCH, Asking.topic(READ, "orders"))).isTrue();
    }

    @Test
    void butNotOnTheClusterSoThatItCanBeTakenBack() {
        onCluster("Role:u-a", ALTER, ALLOW);
        onCluster("User:u-a", ALTER, DENY);
        assertThat(allows("u-a", ApiKeys.DELETE_ACLS, Asking.cluster(ALTER))).isTrue();
    }

    @Test
    void whoMayCreateOnTheClusterCreatesAnyTopicButInternalOnes() {
        onCluster("Role:u-a", CREATE, ALLOW);
        assertThat(allows("u-a", ApiKeys.CREATE_TOPICS, Asking.cluster(CREATE))).isFalse();
        assertThat(allows("u-a", ApiKeys.CREATE_TOPICS, Asking.topic(CREATE, "orders")))
                .isTrue();
        assertThat(allows("u-a", ApiKeys.STREAMS_GROUP_HEARTBEAT, Asking.topic(CREATE, "__transaction_state")))
                .isFalse();
        assertThat(allows("u-a", ApiKeys.DESCRIBE_CLUSTER, Asking.cluster(CREATE)))
                .isTrue();
    }

    @Test
    void idempotentProducersNeedNoMoreThanSomeTopic() {
        onTopics("Role:u-a", ALL, ALLOW);
        add(ResourceType.TOPIC, "orders", PatternType.PREFIXED, "User:sa-b", WRITE, ALLOW);
        assertThat(writesSomewhere("u-a")).isTrue();
        assertThat(writesSomewhere("sa-b")).isTrue();
        assertThat(writesSomewhere("sa-c")).isFalse();
        assertThat(writesSomewhere("weir-broker")).isTrue();
    }

    @Test
    void onlySuperUsersAreAboveTheFloor() {
        onCluster("User:*", ALL, ALLOW);
        assertThat(allows("u-a", ApiKeys.UNREGISTER_BROKER, Asking.cluster(ALTER)))
                .isFalse();
        assertThat(allows("weir-platform", ApiKeys.UNREGISTER_BROKER, Asking.cluster(ALTER)))
                .isTrue();
    }

    @Test
    void onlySuperUsersSeeRoles() {
        onTopics("Role:u-a", ALL, ALLOW);
        onTopics("User:u-a", READ, ALLOW);
        allows("weir-platform", ApiKeys.DESCRIBE_ACLS, Asking.cluster(DESCRIBE));
        assertThat(principals()).containsExactlyInAnyOrder("Role:u-a", "User:u-a");
        allows("u-a", ApiKeys.DESCRIBE_ACLS, Asking.cluster(DESCRIBE));
        assertThat(principals()).containsExactly("User:u-a");
    }

    private List<String> principals() {
        return StreamSupport.stream(authorizer.acls(AclBindingFilter.ANY).spliterator(), false)
                .map(AclBinding::entry)
                .map(entry -> entry.principal())
                .toList();
    }

    private boolean allows(String user, ApiKeys api, Action action) {
        AuthorizableRequestContext request = Asking.user(user, api);
        return authorizer.authorize(request, List.of(action)).equals(List.of(AuthorizationResult.ALLOWED));
    }

    private boolean writesSomewhere(String user) {
        return authorizer.authorizeByResourceType(
                        Asking.user(user, ApiKeys.INIT_PRODUCER_ID), WRITE, ResourceType.TOPIC)
                == AuthorizationResult.ALLOWED;
    }

    private void onTopics(String principal, AclOperation operation, AclPermissionType permission) {
        add(ResourceType.TOPIC, "*", PatternType.LITERAL, principal, operation, permission);
    }

    private void onCluster(String principal, AclOperation operation, AclPermissionType permission) {
        add(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, principal, operation, permission);
    }

    private void add(
            ResourceType type,
            String name,
            PatternType pattern,
            String principal,
            AclOperation operation,
            AclPermissionType permission) {
        authorizer.addAcl(
                Uuid.randomUuid(), new StandardAcl(type, name, pattern, principal, "*", operation, permission));
    }
}
