package dev.weir.gateway.http.topics;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/** What somebody wants a new topic to be. What is left out is as the cluster has it by default. */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
record CreateTopicRequest(
        @Nullable String topicName,
        @Nullable Integer partitionsCount,
        @Nullable Short replicationFactor,
        @Nullable List<Setting> configs,
        @Nullable Boolean validateOnly) {

    /** One setting of the topic; without a value it is as if it weren't there. */
    @RegisterForReflection
    record Setting(@Nullable String name, @Nullable String value) {}

    String name() {
        if (topicName == null || topicName.isEmpty()) {
            throw new Problem.Invalid("topic_name is missing.").asException();
        }
        return topicName;
    }

    boolean onlyValidates() {
        return Boolean.TRUE.equals(validateOnly);
    }

    CreateTopicRequest withoutReplicationFactor() {
        return new CreateTopicRequest(topicName, partitionsCount, null, configs, validateOnly);
    }

    NewTopic newTopic() {
        return new NewTopic(name(), Optional.ofNullable(partitionsCount), Optional.ofNullable(replicationFactor))
                .configs(settings());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (Setting setting : configs == null ? List.<Setting>of() : configs) {
            if (setting.name() == null) {
                throw new Problem.Invalid("An entry of configs has no name.").asException();
            }
            if (setting.value() != null && settings.put(setting.name(), setting.value()) != null) {
                throw new Problem.Invalid("configs has " + setting.name() + " twice.").asException();
            }
        }
        return settings;
    }
}
