package dev.weir.gateway.http.topics;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What can be changed of a topic itself: it can get more partitions. */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
record TopicPatch(@Nullable Integer partitionsCount) {
    int count() {
        if (partitionsCount == null) {
            throw new Problem.Invalid("partitions_count is missing.").asException();
        }
        return partitionsCount;
    }
}
