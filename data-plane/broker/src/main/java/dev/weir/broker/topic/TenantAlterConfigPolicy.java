package dev.weir.broker.topic;

import java.util.Map;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.AlterConfigPolicy;

/** Settings of topics within their ranges and those of groups can be changed; those of brokers stand in the spec. */
public final class TenantAlterConfigPolicy implements AlterConfigPolicy {
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
            case BROKER, BROKER_LOGGER, CLIENT_METRICS, UNKNOWN ->
                throw new PolicyViolationException(
                        "only settings of topics and groups can be changed, those of brokers are the platform's");
        }
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
