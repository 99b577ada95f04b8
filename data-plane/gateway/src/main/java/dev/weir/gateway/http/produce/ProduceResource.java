package dev.weir.gateway.http.produce;

import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.InternalTopics;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.upstream.CallersUpstream;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.watch.Dues;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Takes lists of records. */
@Path(ApiPaths.ROOT)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ProduceResource {
    private static final int MULTI_STATUS = 207;

    private final CallersUpstream callers;
    private final ProduceBatch produceBatch;
    private final Dues dues;

    ProduceResource(CallersUpstream callers, ProduceBatch produceBatch, Dues dues) {
        this.callers = callers;
        this.dues = dues;
        this.produceBatch = produceBatch;
    }

    @POST
    @Path(ApiPaths.TOPIC + "/records:batch")
    @Operation(operationId = "produceBatch", summary = "Produce a batch of records")
    @ResponseStatus(MULTI_STATUS)
    @APIResponseSchema(value = ProduceBatch.BatchReport.class, responseCode = "207")
    public ProduceBatch.BatchReport produceBatch(
            @PathParam("topic_name") String topic,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ProduceBatch.RecordBatch.class)))
                    InputStream body) {
        InternalTopics.refuse(topic);
        ProduceBatch.RecordBatch request = Json.read(body, ProduceBatch.RecordBatch.class);
        try (Upstream upstream = callers.open()) {
            dues.produced(upstream.cluster(), request.size());
            return produceBatch.produce(new RecordWriter(upstream, topic), request);
        }
    }
}
