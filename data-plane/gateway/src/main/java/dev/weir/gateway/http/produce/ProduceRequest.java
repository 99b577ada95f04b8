package dev.weir.gateway.http.produce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.data.Payload;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record as it is sent to us. */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
record ProduceRequest(
        @Nullable Integer partitionId,
        @Nullable List<Header> headers,
        @Nullable Data key,
        @Nullable Data value,
        @Nullable JsonNode timestamp) {

    /** A header; its value is base 64. */
    @RegisterForReflection
    record Header(@Nullable String name, @Nullable JsonNode value) {}

    /** A key or value. */
    @RegisterForReflection
    record Data(@Nullable String type, @Nullable JsonNode data) {
        static @Nullable Payload payload(@Nullable Data data) {
            return data == null ? null : Payload.of(data.type, data.data);
        }
    }
}
