package dev.weir.gateway.kafka;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AlterConfigsRequest;
import org.apache.kafka.common.requests.CreatePartitionsRequest;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.DeleteRecordsRequest;
import org.apache.kafka.common.requests.DeleteTopicsRequest;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.ElectLeadersRequest;
import org.apache.kafka.common.requests.IncrementalAlterConfigsRequest;

/** What tenants may not do by APIs that they may use otherwise. The broker holds the same line by itself. */
final class RequestPolice {
    private static final String INTERNAL_TOPICS = "__";
    private static final Set<ConfigResource.Type> ALTERABLE =
            Set.of(ConfigResource.Type.TOPIC, ConfigResource.Type.GROUP);

    private RequestPolice() {}

    /** Why the request isn't forwarded; nothing when it may be. */
    static Optional<ApiException> objection(AbstractRequest request) {
        return switch (request) {
            case CreateTopicsRequest create ->
                noInternal(create.data().topics().stream().map(CreatableTopic::name));
            case CreatePartitionsRequest create ->
                noInternal(create.data().topics().stream().map(CreatePartitionsTopic::name));
            case DeleteTopicsRequest delete ->
                noInternal(Stream.concat(
                        delete.data().topicNames().stream(),
                        delete.data().topics().stream()
                                .map(DeleteTopicState::name)
                                .filter(name -> name != null)));
            case DeleteRecordsRequest delete ->
                noInternal(delete.data().topics().stream().map(DeleteRecordsTopic::name));
            case AlterConfigsRequest alter ->
                alter.configs().keySet().stream()
                        .flatMap(resource -> alteration(resource.type(), resource.name()).stream())
                        .findFirst();
            case IncrementalAlterConfigsRequest alter ->
                alter.data().resources().stream()
                        .flatMap(resource ->
                                alteration(ConfigResource.Type.forId(resource.resourceType()), resource.resourceName())
                                        .stream())
                        .findFirst();
            case DescribeConfigsRequest describe ->
                describe.data().resources().stream()
                        .map(resource -> ConfigResource.Type.forId(resource.resourceType()))
                        .filter(type -> type == ConfigResource.Type.BROKER_LOGGER)
                        .findFirst()
                        .map(type -> new ClusterAuthorizationException("brokers' loggers aren't yours"));
            case ElectLeadersRequest elect ->
                elect.data().electionType() == ElectionType.UNCLEAN.value
                        ? Optional.of(new ClusterAuthorizationException("unclean elections lose records"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<ApiException> noInternal(Stream<String> topics) {
        return topics.filter(topic -> topic.startsWith(INTERNAL_TOPICS))
                .findFirst()
                .map(topic -> new TopicAuthorizationException(
                        topic + ": names that begin with " + INTERNAL_TOPICS + " are internal", Set.of(topic)));
    }

    private static Optional<ApiException> alteration(ConfigResource.Type type, String name) {
        if (!ALTERABLE.contains(type)) {
            return Optional.of(new ClusterAuthorizationException("only topics and groups can be configured"));
        }
        return type == ConfigResource.Type.TOPIC ? noInternal(Stream.of(name)) : Optional.empty();
    }
}
