package dev.weir.broker.access;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CLUSTER_ACTION;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantFloorTest {
    private final TenantFloor tenants = new TenantFloor(Principals.TENANTS);
    private final TenantFloor components = new TenantFloor(Principals.COMPONENTS);

    @Test
    void usersAndServiceAccountsPass() {
        assertThat(tenants.admits(Asking.user("u-a1", ApiKeys.PRODUCE))).isTrue();
        assertThat(tenants.admits(Asking.user("sa-0", ApiKeys.PRODUCE))).isTrue();
        assertThat(components.admits(Asking.user("control-plane", ApiKeys.PRODUCE)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "", "u-", "u-A", "u-a b", "x-a", "u-a\n", "sa-a,u-b", "weir-broker", "ANONYMOUS"})
    void otherNamesDoNot(String name) {
        assertThat(tenants.admits(Asking.user(name, ApiKeys.PRODUCE))).isFalse();
    }

    @Test
    void rolesAreNotSomebody() {
        assertThat(tenants.admits(Asking.principal("Role", "u-a", ApiKeys.PRODUCE)))
                .isFalse();
        assertThat(components.admits(Asking.user("*", ApiKeys.PRODUCE))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiKeys.class,
            names = {
                "WRITE_TXN_MARKERS",
                "ALTER_REPLICA_LOG_DIRS",
                "CREATE_DELEGATION_TOKEN",
                "RENEW_DELEGATION_TOKEN",
                "EXPIRE_DELEGATION_TOKEN",
                "DESCRIBE_DELEGATION_TOKEN",
                "ALTER_PARTITION_REASSIGNMENTS",
                "DESCRIBE_USER_SCRAM_CREDENTIALS",
                "ALTER_USER_SCRAM_CREDENTIALS",
                "DESCRIBE_QUORUM",
                "UPDATE_FEATURES",
                "UNREGISTER_BROKER",
                "ADD_RAFT_VOTER",
                "REMOVE_RAFT_VOTER",
                "UPDATE_RAFT_VOTER",
                "INITIALIZE_SHARE_GROUP_STATE",
                "READ_SHARE_GROUP_STATE",
                "WRITE_SHARE_GROUP_STATE",
                "DELETE_SHARE_GROUP_STATE",
                "READ_SHARE_GROUP_STATE_SUMMARY",
                "ALTER_CLIENT_QUOTAS",
                "ENVELOPE",
                "BROKER_REGISTRATION",
                "ASSIGN_REPLICAS_TO_DIRS",
                "VOTE"
            })
    void whatIsThePlatformsIsRefused(ApiKeys api) {
        assertThat(tenants.admits(Asking.user("u-a", api))).isFalse();
    }

    @Test
    void clusterActionsAndDeletingEverythingAreRefused() {
        assertThat(admits(ApiKeys.FETCH, Asking.cluster(CLUSTER_ACTION))).isFalse();
        assertThat(admits(ApiKeys.DELETE_TOPICS, Asking.cluster(DELETE))).isFalse();
        assertThat(admits(ApiKeys.CREATE_ACLS, Asking.cluster(ALTER))).isTrue();
        assertThat(admits(ApiKeys.CREATE_ACLS, Asking.action(CREATE, ResourceType.USER, "u-a")))
                .isFalse();
    }

    @Test
    void settingsOfBrokersAreRefusedAndThoseOfTopicsAreNot() {
        assertThat(admits(ApiKeys.INCREMENTAL_ALTER_CONFIGS, Asking.cluster(ALTER_CONFIGS)))
                .isFalse();
        assertThat(admits(ApiKeys.ALTER_CONFIGS, Asking.cluster(ALTER_CONFIGS))).isFalse();
        assertThat(admits(ApiKeys.INCREMENTAL_ALTER_CONFIGS, Asking.topic(ALTER_CONFIGS, "mine")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = AclOperation.class,
            names = {"WRITE", "CREATE", "DELETE", "ALTER", "ALTER_CONFIGS"})
    void internalTopicsAreNotChanged(AclOperation operation) {
        assertThat(admits(ApiKeys.PRODUCE, Asking.topic(operation, "__consumer_offsets")))
                .isFalse();
        assertThat(admits(ApiKeys.PRODUCE, Asking.topic(operation, "_mine"))).isTrue();
    }

    @Test
    void internalTopicsCanBeReadAndDescribed() {
        assertThat(admits(ApiKeys.FETCH, Asking.topic(READ, "__consumer_offsets")))
                .isTrue();
        assertThat(admits(ApiKeys.METADATA, Asking.topic(DESCRIBE, "__consumer_offsets")))
                .isTrue();
        assertThat(admits(ApiKeys.PRODUCE, Asking.topic(WRITE, "orders"))).isTrue();
    }

    private boolean admits(ApiKeys api, Action action) {
        return tenants.admits(Asking.user("u-a", api), action);
    }
}
