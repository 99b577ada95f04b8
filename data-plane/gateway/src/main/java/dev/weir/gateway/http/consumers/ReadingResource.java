package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.Json;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** How far consumers are. */
@Path("/consumers/{group}/instances/{instance}")
@Consumes({Media.V2, Media.JSON_V2, Media.BINARY_V2, MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@RunOnVirtualThread
class ReadingResource {
    private static final int OK = 200;

    private final CurrentCaller current;
    private final Instances instances;

    ReadingResource(CurrentCaller current, Instances instances) {
        this.current = current;
        this.instances = instances;
    }

    @POST
    @Path("/offsets")
    @Produces({Media.V2, MediaType.APPLICATION_JSON})
    @ResponseStatus(OK)
    @APIResponse(responseCode = "200", description = "Committed.")
    public void commit(
            @PathParam("group") String group,
            @PathParam("instance") String instance,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = Media.V2,
                                            schema = @Schema(implementation = Bodies.Offsets.class)))
                    InputStream body) {
        Bodies.Offsets sent = Json.readOr(body, Bodies.Offsets.class, new Bodies.Offsets(null));
        instances.change(owner(), key(group, instance), consumer -> {
            if (sent.offsets() == null) {
                consumer.commit();
            } else {
                consumer.commit(sent.toCommit());
            }
        });
    }

    @GET
    @Path("/offsets")
    @Produces({Media.V2, MediaType.APPLICATION_JSON})
    public Bodies.Offsets committed(
            @PathParam("group") String group,
            @PathParam("instance") String instance,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = Media.V2,
                                            schema = @Schema(implementation = Bodies.Partitions.class)))
                    InputStream body) {
        Set<TopicPartition> partitions =
                Json.read(body, Bodies.Partitions.class).checked();
        Map<TopicPartition, OffsetAndMetadata> committed =
                instances.use(owner(), key(group, instance), consumer -> consumer.committed(partitions));
        return new Bodies.Offsets(partitions.stream()
                .filter(partition -> committed.get(partition) != null)
                .map(partition -> offset(partition, committed.get(partition)))
                .toList());
    }

    private static Bodies.@Nullable Offset offset(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        return committed == null
                ? null
                : new Bodies.Offset(partition.topic(), partition.partition(), committed.offset(), committed.metadata());
    }

    @POST
    @Path("/positions")
    @Produces({Media.V2, MediaType.APPLICATION_JSON})
    @APIResponse(responseCode = "204", description = "Done.")
    public void seek(
            @PathParam("group") String group,
            @PathParam("instance") String instance,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = Media.V2,
                                            schema = @Schema(implementation = Bodies.Offsets.class)))
                    InputStream body) {
        Map<TopicPartition, Long> offsets =
                Json.read(body, Bodies.Offsets.class).toSeek();
        instances.change(owner(), key(group, instance), consumer -> consumer.seek(offsets));
    }

    @POST
    @Path("/positions/beginning")
    @Produces({Media.V2, MediaType.APPLICATION_JSON})
    @APIResponse(responseCode = "204", description = "Done.")
    public void seekToBeginning(
            @PathParam("group") String group,
            @PathParam("instance") String instance,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = Media.V2,
                                            schema = @Schema(implementation = Bodies.Partitions.class)))
                    InputStream body) {
        seekToEnds(key(group, instance), body, false);
    }

    @POST
    @Path("/positions/end")
    @Produces({Media.V2, MediaType.APPLICATION_JSON})
    @APIResponse(responseCode = "204", description = "Done.")
    public void seekToEnd(
            @PathParam("group") String group,
            @PathParam("instance") String instance,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = Media.V2,
                                            schema = @Schema(implementation = Bodies.Partitions.class)))
                    InputStream body) {
        seekToEnds(key(group, instance), body, true);
    }

    private void seekToEnds(InstanceKey key, InputStream body, boolean last) {
        Set<TopicPartition> partitions =
                Json.read(body, Bodies.Partitions.class).checked();
        instances.change(owner(), key, consumer -> consumer.seekToEnds(partitions, last));
    }

    private Owner owner() {
        return Owner.of(current.get());
    }

    private InstanceKey key(String group, String instance) {
        return new InstanceKey(current.get().cluster(), group, instance);
    }
}
