package dev.weir.gateway.http.consume;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.BodyMemory;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page.PageMetadata;
import dev.weir.gateway.http.consume.ConsumeRecords.Records;
import dev.weir.gateway.http.data.DataFormat;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ConsumeResource {
    /** Of each record there are its bytes and what is written of them. */
    private static final int OBJECTS = 3;

    private final CurrentCaller current;
    private final Upstreams upstreams;
    private final ConsumeRecords consumeRecords;
    private final ConsumeConfig config;
    private final BodyMemory memory;
    private final CurrentVertxRequest exchange;

    ConsumeResource(
            CurrentCaller current,
            Upstreams upstreams,
            ConsumeRecords consumeRecords,
            ConsumeConfig config,
            BodyMemory memory,
            CurrentVertxRequest exchange) {
        this.current = current;
        this.upstreams = upstreams;
        this.consumeRecords = consumeRecords;
        this.config = config;
        this.memory = memory;
        this.exchange = exchange;
    }

    @GET
    @Path(ApiPaths.PARTITION + "/records")
    public RecordPage consume(
            @PathParam("topic_name") String topic,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @PathParam("partition_id") String partition,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("timestamp") @Nullable String timestamp,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("max_bytes") @Nullable String maxBytes,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("timeout_ms") @Nullable String timeout,
            @QueryParam("format") @Nullable String format,
            @Context UriInfo uri) {
        DataFormat wanted = DataFormat.of(format);
        var request = new ReadRequest(
                new TopicPartition(topic, (int) number("partition_id", partition, 0, 0, Integer.MAX_VALUE)),
                Start.of(offset, timestamp),
                number(
                        "max_bytes",
                        maxBytes,
                        config.defaultBytes().asLongValue(),
                        1,
                        config.maxBytes().asLongValue()),
                Duration.ofMillis(number(
                        "timeout_ms",
                        timeout,
                        config.defaultTimeout().toMillis(),
                        0,
                        config.maxTimeout().toMillis())));
        Caller caller = current.get();
        try (Upstream upstream = upstreams.open(caller.cluster(), caller.principal())) {
            Records records = consumeRecords.read(upstream, request);
            memory.of(caller.cluster(), exchange.getCurrent()).hold(records.bytes() * OBJECTS);
            String self =
                    Links.of(uri, caller.cluster()).url("/topics/" + topic + "/partitions/" + partition + "/records");
            return new RecordPage(
                    "KafkaRecordList",
                    new PageMetadata(self, self + "?offset=" + records.nextOffset()),
                    records.records().stream()
                            .map(record -> RecordView.of(caller.cluster(), record, wanted))
                            .toList(),
                    records.nextOffset());
        }
    }

    private static long number(String name, @Nullable String text, long missing, long least, long most) {
        try {
            long number = text == null ? missing : Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new Problem.Malformed(name + " must be a number from " + least + " to " + most + ".").asException();
    }
}
