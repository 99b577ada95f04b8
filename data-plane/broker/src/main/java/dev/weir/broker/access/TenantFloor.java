package dev.weir.broker.access;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.IDEMPOTENT_WRITE;
import static org.apache.kafka.common.acl.AclOperation.READ;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;

/**
 * What no ACL and no role can give to anybody but super users. A list of what is allowed: an API that a later Kafka
 * brings is refused until somebody has thought about it.
 */
final class TenantFloor {
    /**
     * Missing on purpose: whatever is between brokers or for controllers, transaction markers, log directories and
     * reassignments of replicas, delegation tokens, SCRAM credentials, the quorum and its voters, features,
     * unregistering a broker, the state of share groups, and client quotas (they could lock the platform out).
     */
    private static final Set<ApiKeys> APIS = EnumSet.of(
            ApiKeys.PRODUCE,
            ApiKeys.FETCH,
            ApiKeys.LIST_OFFSETS,
            ApiKeys.METADATA,
            ApiKeys.OFFSET_COMMIT,
            ApiKeys.OFFSET_FETCH,
            ApiKeys.FIND_COORDINATOR,
            ApiKeys.JOIN_GROUP,
            ApiKeys.HEARTBEAT,
            ApiKeys.LEAVE_GROUP,
            ApiKeys.SYNC_GROUP,
            ApiKeys.DESCRIBE_GROUPS,
            ApiKeys.LIST_GROUPS,
            ApiKeys.SASL_HANDSHAKE,
            ApiKeys.API_VERSIONS,
            ApiKeys.CREATE_TOPICS,
            ApiKeys.DELETE_TOPICS,
            ApiKeys.DELETE_RECORDS,
            ApiKeys.INIT_PRODUCER_ID,
            ApiKeys.OFFSET_FOR_LEADER_EPOCH,
            ApiKeys.ADD_PARTITIONS_TO_TXN,
            ApiKeys.ADD_OFFSETS_TO_TXN,
            ApiKeys.END_TXN,
            ApiKeys.TXN_OFFSET_COMMIT,
            ApiKeys.DESCRIBE_ACLS,
            ApiKeys.CREATE_ACLS,
            ApiKeys.DELETE_ACLS,
            ApiKeys.DESCRIBE_CONFIGS,
            ApiKeys.ALTER_CONFIGS,
            ApiKeys.DESCRIBE_LOG_DIRS,
            ApiKeys.SASL_AUTHENTICATE,
            ApiKeys.CREATE_PARTITIONS,
            ApiKeys.DELETE_GROUPS,
            ApiKeys.ELECT_LEADERS,
            ApiKeys.INCREMENTAL_ALTER_CONFIGS,
            ApiKeys.LIST_PARTITION_REASSIGNMENTS,
            ApiKeys.OFFSET_DELETE,
            ApiKeys.DESCRIBE_CLIENT_QUOTAS,
            ApiKeys.DESCRIBE_CLUSTER,
            ApiKeys.DESCRIBE_PRODUCERS,
            ApiKeys.DESCRIBE_TRANSACTIONS,
            ApiKeys.LIST_TRANSACTIONS,
            ApiKeys.CONSUMER_GROUP_HEARTBEAT,
            ApiKeys.CONSUMER_GROUP_DESCRIBE,
            ApiKeys.GET_TELEMETRY_SUBSCRIPTIONS,
            ApiKeys.PUSH_TELEMETRY,
            ApiKeys.LIST_CONFIG_RESOURCES,
            ApiKeys.DESCRIBE_TOPIC_PARTITIONS,
            ApiKeys.SHARE_GROUP_HEARTBEAT,
            ApiKeys.SHARE_GROUP_DESCRIBE,
            ApiKeys.SHARE_FETCH,
            ApiKeys.SHARE_ACKNOWLEDGE,
            ApiKeys.STREAMS_GROUP_HEARTBEAT,
            ApiKeys.STREAMS_GROUP_DESCRIBE,
            ApiKeys.DESCRIBE_SHARE_GROUP_OFFSETS,
            ApiKeys.ALTER_SHARE_GROUP_OFFSETS,
            ApiKeys.DELETE_SHARE_GROUP_OFFSETS);

    private static final Set<ApiKeys> ALTERING_CONFIGS =
            EnumSet.of(ApiKeys.ALTER_CONFIGS, ApiKeys.INCREMENTAL_ALTER_CONFIGS);

    private static final Set<AclOperation> ON_CLUSTER =
            EnumSet.of(CREATE, DESCRIBE, ALTER, DESCRIBE_CONFIGS, ALTER_CONFIGS, IDEMPOTENT_WRITE);

    private static final Set<AclOperation> ON_INTERNAL_TOPICS = EnumSet.of(READ, DESCRIBE, DESCRIBE_CONFIGS);
    private static final String INTERNAL_TOPICS = "__";

    private final Principals principals;

    TenantFloor(Principals principals) {
        this.principals = principals;
    }

    boolean admits(AuthorizableRequestContext request) {
        return principals.include(request.principal()) && APIS.contains(ApiKeys.forId(request.requestType()));
    }

    boolean admits(AuthorizableRequestContext request, Action action) {
        AclOperation operation = action.operation();
        ResourceType type = action.resourcePattern().resourceType();
        return switch (type) {
            case CLUSTER -> ON_CLUSTER.contains(operation) && !isOnBrokers(request, operation);
            case TOPIC ->
                ON_INTERNAL_TOPICS.contains(operation)
                        || !action.resourcePattern().name().startsWith(INTERNAL_TOPICS);
            case GROUP, TRANSACTIONAL_ID -> operation != AclOperation.CLUSTER_ACTION;
            case DELEGATION_TOKEN, USER, ANY, UNKNOWN -> false;
        };
    }

    /** Kafka asks for ALTER_CONFIGS on CLUSTER where the settings or the loggers of a broker are to be changed. */
    private static boolean isOnBrokers(AuthorizableRequestContext request, AclOperation operation) {
        return operation == ALTER_CONFIGS && ALTERING_CONFIGS.contains(ApiKeys.forId(request.requestType()));
    }
}
