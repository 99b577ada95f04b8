package dev.weir.broker.topic;

import java.util.Map;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.CreateTopicPolicy;

/** A new topic has only settings that tenants may choose, however it comes into being. */
public final class TenantCreateTopicPolicy implements CreateTopicPolicy {
    private TopicSettings settings = new TopicSettings(1, 1);

    @Override
    public void configure(Map<String, ?> configs) {
        settings = TopicSettings.from(configs);
    }

    @Override
    public void validate(RequestMetadata request) {
        if (!TopicSettings.isInternal(request.topic())) {
            settings.objection(request.configs()).ifPresent(objection -> {
                throw new PolicyViolationException(objection);
            });
        }
    }

    @Override
    public void close() {}
}
