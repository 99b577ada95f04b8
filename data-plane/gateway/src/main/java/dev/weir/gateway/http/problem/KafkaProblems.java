package dev.weir.gateway.http.problem;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.protocol.Errors;

/** What each error of Kafka is to a caller of Kafka REST. The switch names all, so that a new one is thought about. */
public final class KafkaProblems {
    private static final Duration SOON = Duration.ofSeconds(1);

    private KafkaProblems() {}

    /** Whatever a Kafka client threw, or what its future failed with. Anything else is thrown on. */
    public static Problem of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case ProblemException known -> known.problem();
            // The caller's key was right, so this is between the gateway and the broker; a new token may mend it.
            case AuthenticationException _ ->
                new Problem.Unavailable("The cluster does not accept the gateway's token at the moment.", SOON);
            case InterruptException _ -> new Problem.Unavailable("The gateway is stopping.", SOON);
            case ApiException api -> of(Errors.forException(api), message(api));
            // The producer wraps what broke it, such as a lost producer id; the next request gets a new producer.
            case KafkaException kafka
            when kafka.getCause() instanceof ApiException api -> of(Errors.forException(api), message(api));
            case KafkaException kafka -> new Problem.KafkaFailed(message(kafka));
            case RuntimeException other -> throw other;
            default -> throw new IllegalStateException(cause);
        };
    }

    private static String message(KafkaException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? Errors.forException(failure).message()
                : message;
    }

    static Problem of(Errors error, String message) {
        return switch (error) {
            case UNKNOWN_TOPIC_OR_PARTITION, UNKNOWN_TOPIC_ID, INCONSISTENT_TOPIC_ID ->
                new Problem.UnknownTopic(message);
            case GROUP_ID_NOT_FOUND -> new Problem.UnknownGroup(message);
            case TOPIC_AUTHORIZATION_FAILED,
                    GROUP_AUTHORIZATION_FAILED,
                    CLUSTER_AUTHORIZATION_FAILED,
                    TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
                    DELEGATION_TOKEN_AUTHORIZATION_FAILED,
                    SECURITY_DISABLED,
                    TOPIC_DELETION_DISABLED -> new Problem.Forbidden(message);
            case MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE -> new Problem.TooLarge(message);
            case THROTTLING_QUOTA_EXCEEDED -> new Problem.TooManyRequests(message, SOON);
            case UNSUPPORTED_VERSION, UNSUPPORTED_FOR_MESSAGE_FORMAT -> new Problem.VersionNotSupported(message);
            case TOPIC_ALREADY_EXISTS,
                    INVALID_TOPIC_EXCEPTION,
                    INVALID_PARTITIONS,
                    INVALID_REPLICATION_FACTOR,
                    INVALID_REPLICA_ASSIGNMENT,
                    INVALID_CONFIG,
                    INVALID_REQUEST,
                    INVALID_RECORD,
                    INVALID_TIMESTAMP,
                    INVALID_REQUIRED_ACKS,
                    INVALID_GROUP_ID,
                    INVALID_SESSION_TIMEOUT,
                    INVALID_COMMIT_OFFSET_SIZE,
                    INVALID_TRANSACTION_TIMEOUT,
                    INVALID_PRINCIPAL_TYPE,
                    INVALID_UPDATE_VERSION,
                    INVALID_REGULAR_EXPRESSION,
                    INVALID_FETCH_SIZE,
                    OFFSET_METADATA_TOO_LARGE,
                    OFFSET_OUT_OF_RANGE,
                    POSITION_OUT_OF_RANGE,
                    POLICY_VIOLATION,
                    UNSUPPORTED_COMPRESSION_TYPE,
                    UNSUPPORTED_ASSIGNOR,
                    INCONSISTENT_GROUP_PROTOCOL,
                    NON_EMPTY_GROUP,
                    GROUP_SUBSCRIBED_TO_TOPIC,
                    GROUP_MAX_SIZE_REACHED,
                    RESOURCE_NOT_FOUND,
                    DUPLICATE_RESOURCE,
                    UNACCEPTABLE_CREDENTIAL,
                    REASSIGNMENT_IN_PROGRESS,
                    NO_REASSIGNMENT_IN_PROGRESS,
                    STREAMS_INVALID_TOPOLOGY,
                    STREAMS_INVALID_TOPOLOGY_EPOCH,
                    STREAMS_TOPOLOGY_FENCED,
                    TRANSACTIONAL_ID_NOT_FOUND -> new Problem.Invalid(message);
            case LEADER_NOT_AVAILABLE,
                    NOT_LEADER_OR_FOLLOWER,
                    REQUEST_TIMED_OUT,
                    BROKER_NOT_AVAILABLE,
                    REPLICA_NOT_AVAILABLE,
                    STALE_CONTROLLER_EPOCH,
                    NETWORK_EXCEPTION,
                    CORRUPT_MESSAGE,
                    COORDINATOR_LOAD_IN_PROGRESS,
                    COORDINATOR_NOT_AVAILABLE,
                    NOT_COORDINATOR,
                    NOT_ENOUGH_REPLICAS,
                    NOT_ENOUGH_REPLICAS_AFTER_APPEND,
                    NOT_CONTROLLER,
                    KAFKA_STORAGE_ERROR,
                    LOG_DIR_NOT_FOUND,
                    REBALANCE_IN_PROGRESS,
                    ILLEGAL_GENERATION,
                    UNKNOWN_MEMBER_ID,
                    MEMBER_ID_REQUIRED,
                    OUT_OF_ORDER_SEQUENCE_NUMBER,
                    DUPLICATE_SEQUENCE_NUMBER,
                    INVALID_PRODUCER_EPOCH,
                    INVALID_PRODUCER_ID_MAPPING,
                    UNKNOWN_PRODUCER_ID,
                    PRODUCER_FENCED,
                    CONCURRENT_TRANSACTIONS,
                    TRANSACTION_COORDINATOR_FENCED,
                    OPERATION_NOT_ATTEMPTED,
                    FETCH_SESSION_ID_NOT_FOUND,
                    INVALID_FETCH_SESSION_EPOCH,
                    FETCH_SESSION_TOPIC_ID_ERROR,
                    LISTENER_NOT_FOUND,
                    FENCED_LEADER_EPOCH,
                    UNKNOWN_LEADER_EPOCH,
                    STALE_BROKER_EPOCH,
                    OFFSET_NOT_AVAILABLE,
                    PREFERRED_LEADER_NOT_AVAILABLE,
                    ELIGIBLE_LEADERS_NOT_AVAILABLE,
                    ELECTION_NOT_NEEDED,
                    UNSTABLE_OFFSET_COMMIT,
                    INELIGIBLE_REPLICA,
                    NEW_LEADER_ELECTED,
                    OFFSET_MOVED_TO_TIERED_STORAGE,
                    FENCED_INSTANCE_ID,
                    FENCED_MEMBER_EPOCH,
                    STALE_MEMBER_EPOCH,
                    UNRELEASED_INSTANCE_ID,
                    UNKNOWN_CONTROLLER_ID,
                    REBOOTSTRAP_REQUIRED,
                    SASL_AUTHENTICATION_FAILED,
                    SHARE_SESSION_NOT_FOUND,
                    INVALID_SHARE_SESSION_EPOCH,
                    SHARE_SESSION_LIMIT_REACHED -> new Problem.Unavailable(message, SOON);
            case NONE,
                    UNKNOWN_SERVER_ERROR,
                    UNSUPPORTED_SASL_MECHANISM,
                    ILLEGAL_SASL_STATE,
                    INVALID_TXN_STATE,
                    DELEGATION_TOKEN_AUTH_DISABLED,
                    DELEGATION_TOKEN_NOT_FOUND,
                    DELEGATION_TOKEN_OWNER_MISMATCH,
                    DELEGATION_TOKEN_REQUEST_NOT_ALLOWED,
                    DELEGATION_TOKEN_EXPIRED,
                    INCONSISTENT_VOTER_SET,
                    FEATURE_UPDATE_FAILED,
                    PRINCIPAL_DESERIALIZATION_FAILURE,
                    SNAPSHOT_NOT_FOUND,
                    DUPLICATE_BROKER_REGISTRATION,
                    BROKER_ID_NOT_REGISTERED,
                    INCONSISTENT_CLUSTER_ID,
                    MISMATCHED_ENDPOINT_TYPE,
                    UNSUPPORTED_ENDPOINT_TYPE,
                    UNKNOWN_SUBSCRIPTION_ID,
                    TELEMETRY_TOO_LARGE,
                    INVALID_REGISTRATION,
                    TRANSACTION_ABORTABLE,
                    INVALID_RECORD_STATE,
                    FENCED_STATE_EPOCH,
                    INVALID_VOTER_KEY,
                    DUPLICATE_VOTER,
                    VOTER_NOT_FOUND -> new Problem.KafkaFailed(message);
        };
    }
}
