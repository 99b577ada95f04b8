package dev.weir.gateway.http.produce;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.InternalTopics;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.ErrorAnswer;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;

@Path(ApiPaths.ROOT)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ProduceResource {
    private static final int MULTI_STATUS = 207;

    private final CurrentCaller current;
    private final Upstreams upstreams;
    private final ProduceRecords produceRecords;
    private final ProduceBatch produceBatch;

    ProduceResource(
            CurrentCaller current, Upstreams upstreams, ProduceRecords produceRecords, ProduceBatch produceBatch) {
        this.current = current;
        this.upstreams = upstreams;
        this.produceRecords = produceRecords;
        this.produceBatch = produceBatch;
    }

    @POST
    @Path(ApiPaths.TOPIC + "/records")
    public Response produce(@PathParam("topic_name") String topic, InputStream body) {
        InternalTopics.refuse(topic);
        try (Upstream upstream = open()) {
            List<Report> reports = produceRecords.produce(new RecordWriter(upstream, topic), body);
            return switch (reports.size()) {
                case 0 -> ErrorAnswer.response(new Problem.EmptyBody("The body is empty; a record as JSON is needed."));
                case 1 -> alone(reports.getFirst());
                default -> Response.ok(concatenated(reports)).build();
            };
        }
    }

    @POST
    @Path(ApiPaths.TOPIC + "/records:batch")
    public Response produceBatch(@PathParam("topic_name") String topic, InputStream body) {
        InternalTopics.refuse(topic);
        ProduceBatch.Request request = Json.read(body, ProduceBatch.Request.class);
        try (Upstream upstream = open()) {
            return Response.status(MULTI_STATUS)
                    .entity(produceBatch.produce(new RecordWriter(upstream, topic), request))
                    .build();
        }
    }

    private static Response alone(Report report) {
        return switch (report) {
            case Report.Written written -> Response.ok(written).build();
            case Report.Failed failed -> ErrorAnswer.response(failed.problem());
        };
    }

    private static String concatenated(List<Report> reports) {
        var text = new StringBuilder();
        for (Report report : reports) {
            Object view = switch (report) {
                case Report.Written written -> written;
                case Report.Failed failed -> ErrorAnswer.of(failed.problem());
            };
            try {
                text.append(Json.MAPPER.writeValueAsString(view)).append('\n');
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a report can be written", e);
            }
        }
        return text.toString();
    }

    private Upstream open() {
        Caller caller = current.get();
        return upstreams.open(caller.cluster(), caller.principal());
    }
}
