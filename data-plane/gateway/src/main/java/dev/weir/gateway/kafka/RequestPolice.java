package dev.weir.gateway.kafka;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AlterConfigsRequest;
import org.apache.kafka.common.requests.CreatePartitionsRequest;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.DeleteRecordsRequest;
import org.apache.kafka.common.requests.DeleteTopicsRequest;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.ElectLeadersRequest;
import org.apache.kafka.common.requests.IncrementalAlterConfigsRequest;
import org.apache.kafka.common.requests.OffsetFetchRequest;

/** What tenants may not do by APIs that they may use otherwise. The broker holds the same line by itself. */
final class RequestPolice {
    private static final String INTERNAL_TOPICS = "__";
    private static final Set<ConfigResource.Type> ALTERABLE =
            Set.of(ConfigResource.Type.TOPIC, ConfigResource.Type.GROUP);

    private static final int MOST_DESCRIBED = 2000;
    private static final int MOST_DOCUMENTED = 100;

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
            case DescribeConfigsRequest describe -> description(describe.data());
            case OffsetFetchRequest fetch -> noneTwice(fetch.groupIds().stream());
            case ElectLeadersRequest elect ->
                elect.data().electionType() == ElectionType.UNCLEAN.value
                        ? Optional.of(new ClusterAuthorizationException("unclean elections lose records"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Each is answered with some dozens of settings, with documentation with pages of them. */
    private static Optional<ApiException> description(DescribeConfigsRequestData request) {
        List<DescribeConfigsResource> resources = request.resources();
        if (resources.stream().anyMatch(RequestPolice::isOfLoggers)) {
            return Optional.of(new ClusterAuthorizationException("brokers' loggers aren't yours"));
        }
        int most = request.includeDocumentation() ? MOST_DOCUMENTED : MOST_DESCRIBED;
        if (resources.size() > most) {
            return Optional.of(new InvalidRequestException("at most " + most + " resources can be described at once"
                    + (request.includeDocumentation() ? " with documentation" : "")));
        }
        return noneTwice(resources.stream().map(resource -> resource.resourceType() + ":" + resource.resourceName()));
    }

    private static boolean isOfLoggers(DescribeConfigsResource resource) {
        return ConfigResource.Type.forId(resource.resourceType()) == ConfigResource.Type.BROKER_LOGGER;
    }

    /** Brokers answer each time. */
    private static Optional<ApiException> noneTwice(Stream<String> names) {
        Set<String> seen = new HashSet<>();
        return names.filter(name -> !seen.add(name))
                .findFirst()
                .map(name -> new InvalidRequestException(name + " is asked for more than once"));
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
