package dev.weir.gateway.http.produce;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.problem.ErrorAnswer;
import dev.weir.gateway.http.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a list of records, each with an id of its own by which the answer tells what became of it. */
@ApplicationScoped
class ProduceBatch {
    private static final int LONGEST_ID = 80;

    private final ProduceConfig config;

    ProduceBatch(ProduceConfig config) {
        this.config = config;
    }

    @RegisterForReflection
    record RecordBatch(@Nullable List<BatchEntry> entries) {
        int size() {
            return entries == null ? 0 : entries.size();
        }
    }

    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    record BatchEntry(
            @Nullable String id,
            @Nullable Integer partitionId,
            @Nullable List<ProduceRequest.Header> headers,
            ProduceRequest.@Nullable Data key,
            ProduceRequest.@Nullable Data value,
            @Nullable JsonNode timestamp) {
        ProduceRequest record() {
            return new ProduceRequest(partitionId, headers, key, value, timestamp);
        }
    }

    @RegisterForReflection
    record BatchReport(List<BatchSuccess> successes, List<BatchFailure> failures) {}

    @RegisterForReflection
    record BatchSuccess(String id, @JsonUnwrapped Report.Written report) {}

    @RegisterForReflection
    record BatchFailure(
            String id, @JsonProperty("error_code") int errorCode, String message) {}

    BatchReport produce(RecordWriter writer, RecordBatch request) {
        Map<String, Supplier<Report>> reports = new LinkedHashMap<>();
        for (BatchEntry entry : checked(request)) {
            reports.put(String.valueOf(entry.id()), writer.send(entry.record()));
        }
        List<BatchSuccess> successes = new ArrayList<>();
        List<BatchFailure> failures = new ArrayList<>();
        reports.forEach((id, report) -> {
            switch (report.get()) {
                case Report.Written written -> successes.add(new BatchSuccess(id, written.withoutCode()));
                case Report.Failed failed -> {
                    ErrorAnswer error = ErrorAnswer.of(failed.problem());
                    failures.add(new BatchFailure(id, error.errorCode(), error.message()));
                }
            }
        });
        return new BatchReport(successes, failures);
    }

    private List<BatchEntry> checked(RecordBatch request) {
        List<BatchEntry> entries = request.entries() == null ? List.of() : request.entries();
        if (entries.isEmpty() || entries.size() > config.maxEntries()) {
            throw new Problem.Invalid("entries must have 1 to " + config.maxEntries() + " records.").asException();
        }
        Set<String> ids = new HashSet<>();
        for (BatchEntry entry : entries) {
            if (entry == null
                    || entry.id() == null
                    || entry.id().isEmpty()
                    || entry.id().length() > LONGEST_ID) {
                throw new Problem.Invalid("Each entry needs an id of 1 to " + LONGEST_ID + " characters.")
                        .asException();
            }
            if (!ids.add(entry.id())) {
                throw new Problem.Invalid("Two entries have the id " + entry.id() + ".").asException();
            }
        }
        return entries;
    }
}
