package dev.weir.broker.topic;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.AlterConfigPolicy;

/**
 * Settings of topics within their ranges and those of groups can be changed; those of brokers stand in the spec, but for
 * one that follows the number of brokers. That only the platform may change that is the authorizer's matter.
 */
public final class TenantAlterConfigPolicy implements AlterConfigPolicy {
    private static final Set<String> IN_SYNC = Set.of("1", "2");

    private TopicSettings settings = new TopicSettings(1, 1);

    @Override
    public void configure(Map<String, ?> configs) {
        settings = TopicSettings.from(configs);
    }

    @Override
    public void validate(RequestMetadata request) {
        switch (request.resource().type()) {
            case TOPIC -> validateTopic(request);
            case GROUP -> {}
            case BROKER -> {
                if (!isReplication(request)) {
                    throw refusal();
                }
            }
            case BROKER_LOGGER, CLIENT_METRICS, UNKNOWN -> throw refusal();
        }
    }

    /** Kafka keeps the smallest number of replicas in sync as a setting of all brokers, not as each one's own. */
    private static boolean isReplication(RequestMetadata request) {
        return request.resource().name().isEmpty()
                && request.configs().entrySet().stream()
                        .allMatch(setting -> setting.getKey().equals(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                                && IN_SYNC.contains(String.valueOf(setting.getValue())));
    }

    private static PolicyViolationException refusal() {
        return new PolicyViolationException(
                "only settings of topics and groups can be changed, those of brokers are the platform's");
    }

    private void validateTopic(RequestMetadata request) {
        if (!TopicSettings.isInternal(request.resource().name())) {
            settings.objection(request.configs()).ifPresent(objection -> {
                throw new PolicyViolationException(objection);
            });
        }
    }

    @Override
    public void close() {}
}
