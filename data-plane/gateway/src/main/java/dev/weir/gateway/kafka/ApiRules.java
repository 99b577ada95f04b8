package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.Rule.LOCAL;
import static dev.weir.gateway.kafka.Rule.PASS;
import static dev.weir.gateway.kafka.Rule.POLICE;
import static dev.weir.gateway.kafka.Rule.REFUSE;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.protocol.ApiKeys;

/** The allow-list: one rule for each of Kafka's APIs. What isn't in it is refused. */
final class ApiRules {
    private static final Map<ApiKeys, Rule> TABLE = new EnumMap<>(ApiKeys.class);

    static {
        // Connections
        TABLE.put(ApiKeys.API_VERSIONS, POLICE);
        TABLE.put(ApiKeys.SASL_HANDSHAKE, LOCAL);
        TABLE.put(ApiKeys.SASL_AUTHENTICATE, LOCAL);
        TABLE.put(ApiKeys.METADATA, PASS);
        TABLE.put(ApiKeys.DESCRIBE_CLUSTER, PASS);
        TABLE.put(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, PASS);

        // Records
        TABLE.put(ApiKeys.PRODUCE, PASS);
        TABLE.put(ApiKeys.FETCH, PASS);
        TABLE.put(ApiKeys.LIST_OFFSETS, PASS);
        TABLE.put(ApiKeys.OFFSET_FOR_LEADER_EPOCH, PASS);
        TABLE.put(ApiKeys.DELETE_RECORDS, POLICE);
        TABLE.put(ApiKeys.DESCRIBE_PRODUCERS, PASS);

        // Transactions
        TABLE.put(ApiKeys.INIT_PRODUCER_ID, PASS);
        TABLE.put(ApiKeys.ADD_PARTITIONS_TO_TXN, PASS);
        TABLE.put(ApiKeys.ADD_OFFSETS_TO_TXN, PASS);
        TABLE.put(ApiKeys.TXN_OFFSET_COMMIT, PASS);
        TABLE.put(ApiKeys.END_TXN, PASS);
        TABLE.put(ApiKeys.DESCRIBE_TRANSACTIONS, PASS);
        TABLE.put(ApiKeys.LIST_TRANSACTIONS, PASS);
        TABLE.put(ApiKeys.WRITE_TXN_MARKERS, REFUSE);

        // Consumer groups of both protocols
        TABLE.put(ApiKeys.FIND_COORDINATOR, PASS);
        TABLE.put(ApiKeys.JOIN_GROUP, PASS);
        TABLE.put(ApiKeys.SYNC_GROUP, PASS);
        TABLE.put(ApiKeys.HEARTBEAT, PASS);
        TABLE.put(ApiKeys.LEAVE_GROUP, PASS);
        TABLE.put(ApiKeys.OFFSET_COMMIT, PASS);
        TABLE.put(ApiKeys.OFFSET_FETCH, POLICE);
        TABLE.put(ApiKeys.OFFSET_DELETE, PASS);
        TABLE.put(ApiKeys.DESCRIBE_GROUPS, PASS);
        TABLE.put(ApiKeys.LIST_GROUPS, PASS);
        TABLE.put(ApiKeys.DELETE_GROUPS, PASS);
        TABLE.put(ApiKeys.CONSUMER_GROUP_HEARTBEAT, PASS);
        TABLE.put(ApiKeys.CONSUMER_GROUP_DESCRIBE, PASS);

        // Share groups and Streams
        TABLE.put(ApiKeys.SHARE_GROUP_HEARTBEAT, PASS);
        TABLE.put(ApiKeys.SHARE_GROUP_DESCRIBE, PASS);
        TABLE.put(ApiKeys.SHARE_FETCH, PASS);
        TABLE.put(ApiKeys.SHARE_ACKNOWLEDGE, PASS);
        TABLE.put(ApiKeys.DESCRIBE_SHARE_GROUP_OFFSETS, PASS);
        TABLE.put(ApiKeys.ALTER_SHARE_GROUP_OFFSETS, PASS);
        TABLE.put(ApiKeys.DELETE_SHARE_GROUP_OFFSETS, PASS);
        TABLE.put(ApiKeys.STREAMS_GROUP_HEARTBEAT, PASS);
        TABLE.put(ApiKeys.STREAMS_GROUP_DESCRIBE, PASS);

        // Topics and their settings
        TABLE.put(ApiKeys.CREATE_TOPICS, POLICE);
        TABLE.put(ApiKeys.CREATE_PARTITIONS, POLICE);
        TABLE.put(ApiKeys.DELETE_TOPICS, POLICE);
        TABLE.put(ApiKeys.DESCRIBE_CONFIGS, POLICE);
        TABLE.put(ApiKeys.ALTER_CONFIGS, POLICE);
        TABLE.put(ApiKeys.INCREMENTAL_ALTER_CONFIGS, POLICE);
        TABLE.put(ApiKeys.LIST_CONFIG_RESOURCES, PASS);
        TABLE.put(ApiKeys.DESCRIBE_LOG_DIRS, POLICE);
        TABLE.put(ApiKeys.ALTER_REPLICA_LOG_DIRS, REFUSE);
        TABLE.put(ApiKeys.ELECT_LEADERS, POLICE);
        TABLE.put(ApiKeys.LIST_PARTITION_REASSIGNMENTS, PASS);
        TABLE.put(ApiKeys.ALTER_PARTITION_REASSIGNMENTS, REFUSE);

        // Who may do what, and how much; the broker's authorizer judges each ACL
        TABLE.put(ApiKeys.DESCRIBE_ACLS, PASS);
        TABLE.put(ApiKeys.CREATE_ACLS, PASS);
        TABLE.put(ApiKeys.DELETE_ACLS, PASS);
        TABLE.put(ApiKeys.DESCRIBE_CLIENT_QUOTAS, REFUSE);
        TABLE.put(ApiKeys.ALTER_CLIENT_QUOTAS, REFUSE);
        TABLE.put(ApiKeys.DESCRIBE_USER_SCRAM_CREDENTIALS, REFUSE);
        TABLE.put(ApiKeys.ALTER_USER_SCRAM_CREDENTIALS, REFUSE);
        TABLE.put(ApiKeys.CREATE_DELEGATION_TOKEN, REFUSE);
        TABLE.put(ApiKeys.RENEW_DELEGATION_TOKEN, REFUSE);
        TABLE.put(ApiKeys.EXPIRE_DELEGATION_TOKEN, REFUSE);
        TABLE.put(ApiKeys.DESCRIBE_DELEGATION_TOKEN, REFUSE);

        // Brokers, controllers and the platform among themselves
        TABLE.put(ApiKeys.GET_TELEMETRY_SUBSCRIPTIONS, REFUSE);
        TABLE.put(ApiKeys.PUSH_TELEMETRY, REFUSE);
        TABLE.put(ApiKeys.VOTE, REFUSE);
        TABLE.put(ApiKeys.BEGIN_QUORUM_EPOCH, REFUSE);
        TABLE.put(ApiKeys.END_QUORUM_EPOCH, REFUSE);
        TABLE.put(ApiKeys.DESCRIBE_QUORUM, REFUSE);
        TABLE.put(ApiKeys.ADD_RAFT_VOTER, REFUSE);
        TABLE.put(ApiKeys.REMOVE_RAFT_VOTER, REFUSE);
        TABLE.put(ApiKeys.UPDATE_RAFT_VOTER, REFUSE);
        TABLE.put(ApiKeys.FETCH_SNAPSHOT, REFUSE);
        TABLE.put(ApiKeys.UPDATE_FEATURES, REFUSE);
        TABLE.put(ApiKeys.ENVELOPE, REFUSE);
        TABLE.put(ApiKeys.ALTER_PARTITION, REFUSE);
        TABLE.put(ApiKeys.ALLOCATE_PRODUCER_IDS, REFUSE);
        TABLE.put(ApiKeys.BROKER_REGISTRATION, REFUSE);
        TABLE.put(ApiKeys.BROKER_HEARTBEAT, REFUSE);
        TABLE.put(ApiKeys.UNREGISTER_BROKER, REFUSE);
        TABLE.put(ApiKeys.CONTROLLER_REGISTRATION, REFUSE);
        TABLE.put(ApiKeys.ASSIGN_REPLICAS_TO_DIRS, REFUSE);
        TABLE.put(ApiKeys.LEADER_AND_ISR, REFUSE);
        TABLE.put(ApiKeys.STOP_REPLICA, REFUSE);
        TABLE.put(ApiKeys.UPDATE_METADATA, REFUSE);
        TABLE.put(ApiKeys.CONTROLLED_SHUTDOWN, REFUSE);
        TABLE.put(ApiKeys.INITIALIZE_SHARE_GROUP_STATE, REFUSE);
        TABLE.put(ApiKeys.READ_SHARE_GROUP_STATE, REFUSE);
        TABLE.put(ApiKeys.WRITE_SHARE_GROUP_STATE, REFUSE);
        TABLE.put(ApiKeys.DELETE_SHARE_GROUP_STATE, REFUSE);
        TABLE.put(ApiKeys.READ_SHARE_GROUP_STATE_SUMMARY, REFUSE);
    }

    private ApiRules() {}

    static Rule of(ApiKeys api) {
        return TABLE.getOrDefault(api, REFUSE);
    }

    static boolean contains(ApiKeys api) {
        return TABLE.containsKey(api);
    }

    /** Whether clients are told that the API exists. */
    static boolean visible(short apiId) {
        return ApiKeys.hasId(apiId) && of(ApiKeys.forId(apiId)) != REFUSE;
    }
}
