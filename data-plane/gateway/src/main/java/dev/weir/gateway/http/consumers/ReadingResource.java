package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Records of consumers, and how far they are. */
@Path("/consumers/{group}/instances/{instance}")
@Consumes({Media.V2, Media.JSON_V2, Media.BINARY_V2, MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@RunOnVirtualThread
class ReadingResource {
    private static final int OTHER_FORMAT = 40601;
    private static final int OK = 200;

    private final CurrentCaller current;
    private final Instances instances;
    private final ConsumersConfig config;
    private final RoutingContext exchange;

    ReadingResource(CurrentCaller current, Instances instances, ConsumersConfig config, RoutingContext exchange) {
        this.current = current;
        this.instances = instances;
        this.config = config;
        this.exchange = exchange;
    }

    @GET
    @Path("/records")
    @Produces({Media.BINARY_V2, Media.JSON_V2, Media.V2, MediaType.APPLICATION_JSON})
    public RestResponse<List<RecordsView>> records(
            @PathParam("group") String group,
            @PathParam("instance") String instance,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("timeout") @Nullable String timeout,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("max_bytes") @Nullable String maxBytes,
            @HeaderParam("Accept") @Nullable String accept) {
        long most = number(
                "max_bytes",
                maxBytes,
                config.maxBytes().asLongValue(),
                config.maxBytes().asLongValue());
        long wait = number("timeout", timeout, -1, config.maxTimeout().toMillis());
        Owner caller = owner();
        InstanceKey key = key(group, instance);
        return instances.use(caller, key, consumer -> {
            String type = Media.ofRecords(consumer.settings().format(), accept)
                    .orElseThrow(() -> new Problem.OfConsumers(
                                    OTHER_FORMAT,
                                    "The format of the consumer does not match the requested format, which is " + accept
                                            + ".")
                            .asException());
            if (consumer.subscription() instanceof Subscription.Nothing) {
                throw new Problem.OfConsumers(
                                Instances.CONFLICT, "The consumer is subscribed to nothing, and has no partitions.")
                        .asException();
            }
            Duration patience = wait >= 0 ? Duration.ofMillis(wait) : patience(consumer);
            var records = consumer.poll(most, patience);
            List<RecordsView> views;
            try {
                views = RecordsView.of(records, consumer.settings().format());
            } catch (RuntimeException e) {
                consumer.takeBack();
                throw e;
            }
            exchange.addEndHandler(end -> Thread.ofVirtual().start(() -> instances.left(caller, key, end.succeeded())));
            return RestResponse.ResponseBuilder.ok(views)
                    .header(HttpHeaders.CONTENT_TYPE, type)
                    .build();
        });
    }

    private Duration patience(Instance consumer) {
        Duration asked = consumer.settings().timeout();
        return asked == null ? config.defaultTimeout() : asked;
    }

    private static long number(String name, @Nullable String text, long missing, long most) {
        try {
            long number = text == null ? missing : Long.parseLong(text);
            // As it always was: -1 is for the default.
            return number < 0 ? missing : Math.min(number, most);
        } catch (NumberFormatException _) {
            throw new Problem.Malformed(name + " must be a number.").asException();
        }
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
        instances.change(owner(), key, consumer -> consumer.seek(consumer.ends(partitions, last)));
    }

    private Owner owner() {
        return Owner.of(current.get());
    }

    private InstanceKey key(String group, String instance) {
        return new InstanceKey(current.get().cluster(), group, instance);
    }
}
