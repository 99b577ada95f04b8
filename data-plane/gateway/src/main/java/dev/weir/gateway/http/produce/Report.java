package dev.weir.gateway.http.produce;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.data.DataType;
import dev.weir.gateway.http.data.Payload;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What became of one record. */
sealed interface Report {
    record Failed(Problem problem) implements Report {}

    /** Acknowledged by all in-sync replicas. */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Written(
            @JsonProperty("error_code") @Nullable Integer errorCode,
            String clusterId,
            String topicName,
            int partitionId,
            @Nullable Long offset,
            @Nullable String timestamp,
            @Nullable Part key,
            @Nullable Part value)
            implements Report {
        private static final int OK = 200;

        static Written of(ClusterId cluster, RecordMetadata where, @Nullable Part key, @Nullable Part value) {
            return new Written(
                    OK,
                    cluster.value(),
                    where.topic(),
                    where.partition(),
                    where.hasOffset() ? where.offset() : null,
                    where.hasTimestamp()
                            ? Instant.ofEpochMilli(where.timestamp()).toString()
                            : null,
                    key,
                    value);
        }

        /** Where the list in which it stands says as much. */
        Written withoutCode() {
            return new Written(null, clusterId, topicName, partitionId, offset, timestamp, key, value);
        }
    }

    /** How large a key or value has become. */
    @RegisterForReflection
    record Part(DataType type, int size) {
        static @Nullable Part of(@Nullable Payload payload) {
            return payload == null ? null : new Part(payload.type(), payload.bytes().length);
        }
    }
}
