package dev.weir.gateway.http.produce;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.api.InternalTopics;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.data.DataType;
import dev.weir.gateway.http.problem.ErrorAnswer;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.CallersUpstream;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.watch.Dues;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Takes lists of records in the shapes of Confluent's REST v2. */
@Path("/topics/{topic_name}")
@Consumes({OlderProduceResource.JSON_V2, OlderProduceResource.BINARY_V2, OlderProduceResource.V2})
@Produces({OlderProduceResource.V2, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
class OlderProduceResource {
    static final String JSON_V2 = "application/vnd.kafka.json.v2+json";
    static final String BINARY_V2 = "application/vnd.kafka.binary.v2+json";
    static final String V2 = "application/vnd.kafka.v2+json";
    private static final int UNKNOWN_TOPIC = 40401;
    private static final int UNKNOWN_PARTITION = 40402;
    private static final int OK = 200;

    private final CallersUpstream callers;
    private final ProduceConfig config;
    private final Dues dues;

    OlderProduceResource(CallersUpstream callers, ProduceConfig config, Dues dues) {
        this.callers = callers;
        this.dues = dues;
        this.config = config;
    }

    @RegisterForReflection
    record OlderRecords(@Nullable List<@Nullable OlderRecord> records) {}

    /** Key and value are base 64 or JSON, as the content type says. */
    @RegisterForReflection
    record OlderRecord(
            @Nullable JsonNode key,
            @Nullable JsonNode value,
            @Nullable Integer partition) {
        ProduceRequest record(DataType type, @Nullable Integer given) {
            return new ProduceRequest(
                    given == null ? partition : given, null, data(type, key), data(type, value), null);
        }

        private static ProduceRequest.@Nullable Data data(DataType type, @Nullable JsonNode data) {
            return data == null || data.isNull() ? null : new ProduceRequest.Data(type.name(), data);
        }
    }

    @RegisterForReflection
    record OlderReport(
            List<OlderOutcome> offsets,
            @JsonProperty("key_schema_id") @Nullable Integer keySchemaId,
            @JsonProperty("value_schema_id") @Nullable Integer valueSchemaId) {}

    /** Of one record: where it is, or why it isn't. */
    @RegisterForReflection
    record OlderOutcome(
            @Nullable Integer partition,
            @Nullable Long offset,
            @JsonProperty("error_code") @Nullable Integer errorCode,
            @Nullable String error) {
        static OlderOutcome of(Report report) {
            return switch (report) {
                case Report.Written written -> new OlderOutcome(written.partitionId(), written.offset(), null, null);
                case Report.Failed(Problem problem) -> {
                    ErrorAnswer error = ErrorAnswer.of(older(problem));
                    yield new OlderOutcome(null, null, error.errorCode(), error.message());
                }
            };
        }
    }

    @POST
    @ResponseStatus(OK)
    @Operation(operationId = "produceToTopic", summary = "Produce records to a topic")
    public OlderReport produce(
            @PathParam("topic_name") String topic,
            @HeaderParam("Content-Type") @Nullable String type,
            @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = JSON_V2, schema = @Schema(implementation = OlderRecords.class)),
                                @Content(mediaType = BINARY_V2, schema = @Schema(implementation = OlderRecords.class))
                            })
                    InputStream body) {
        return write(topic, type, null, body);
    }

    @POST
    @Path("/partitions/{partition_id}")
    @ResponseStatus(OK)
    @Operation(operationId = "produceToPartition", summary = "Produce records to a partition")
    public OlderReport produceTo(
            @PathParam("topic_name") String topic,
            @PathParam("partition_id") int partition,
            @HeaderParam("Content-Type") @Nullable String type,
            @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = JSON_V2, schema = @Schema(implementation = OlderRecords.class)),
                                @Content(mediaType = BINARY_V2, schema = @Schema(implementation = OlderRecords.class))
                            })
                    InputStream body) {
        return write(topic, type, partition, body);
    }

    private OlderReport write(
            String topic, @Nullable String contentType, @Nullable Integer partition, InputStream body) {
        if (contentType == null) {
            throw new Problem.UnsupportedMediaType("Send Content-Type: " + JSON_V2 + " or " + BINARY_V2 + ".")
                    .asException();
        }
        InternalTopics.refuse(topic);
        DataType type = contentType.contains("kafka.json.v2") ? DataType.JSON : DataType.BINARY;
        List<OlderRecord> entries = checked(Json.read(body, OlderRecords.class));
        try (Upstream upstream = callers.open()) {
            dues.produced(upstream.cluster(), entries.size());
            var writer = new RecordWriter(upstream, topic);
            if (partition != null) {
                upstream.requirePartition(topic, partition);
            }
            List<Supplier<Report>> reports = new ArrayList<>();
            for (OlderRecord entry : entries) {
                reports.add(writer.send(entry.record(type, partition)));
            }
            return new OlderReport(
                    reports.stream().map(Supplier::get).map(OlderOutcome::of).toList(), null, null);
        } catch (ProblemException e) {
            throw older(e.problem()).asException();
        }
    }

    private List<OlderRecord> checked(OlderRecords request) {
        if (request.records() == null || request.records().isEmpty()) {
            throw new Problem.OfConsumers(422, "records is missing or empty.").asException();
        }
        if (request.records().size() > config.maxEntries()) {
            throw new Problem.OfConsumers(422, "records has more than " + config.maxEntries() + " entries.")
                    .asException();
        }
        List<OlderRecord> entries = new ArrayList<>();
        for (OlderRecord entry : request.records()) {
            if (entry == null) {
                throw new Problem.OfConsumers(422, "An entry of records is null.").asException();
            }
            entries.add(entry);
        }
        return entries;
    }

    /** This API has other codes for what isn't there. */
    private static Problem older(Problem problem) {
        return problem instanceof Problem.UnknownTopic(String message)
                ? new Problem.OfConsumers(message.contains("partition ") ? UNKNOWN_PARTITION : UNKNOWN_TOPIC, message)
                : problem;
    }
}
