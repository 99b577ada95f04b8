package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Consumers: made, told what to read, deleted. */
@Path("/consumers/{group}")
@Consumes({Media.V2, Media.JSON_V2, Media.BINARY_V2, MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces({Media.V2, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
class ConsumersResource {
    static final String INSTANCE = "/instances/{instance}";
    private static final String SUBSCRIPTION = INSTANCE + "/subscription";
    private static final String ASSIGNMENTS = INSTANCE + "/assignments";
    private static final int OK = 200;

    private final CurrentCaller current;
    private final Instances instances;

    ConsumersResource(CurrentCaller current, Instances instances) {
        this.current = current;
        this.instances = instances;
    }

    @POST
    @ResponseStatus(OK)
    @Operation(operationId = "createConsumer", summary = "Create a consumer")
    public Bodies.Created create(
            @PathParam("group") String group,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = Media.V2,
                                            schema = @Schema(implementation = Bodies.NewConsumer.class)))
                    InputStream body,
            @Context UriInfo request) {
        Bodies.NewConsumer wanted = Json.readOr(body, Bodies.NewConsumer.class, Bodies.NewConsumer.DEFAULT);
        String name =
                wanted.name() == null || wanted.name().isEmpty() ? "rest-consumer-" + UUID.randomUUID() : wanted.name();
        instances.create(caller(), key(group, name), wanted.settings());
        String base = request.getBaseUri().toString();
        return new Bodies.Created(
                name,
                base + (base.endsWith("/") ? "" : "/") + "consumers/" + Links.segment(group) + "/instances/" + name);
    }

    @DELETE
    @Path(INSTANCE)
    public void delete(@PathParam("group") String group, @PathParam("instance") String instance) {
        instances.delete(caller(), key(group, instance));
    }

    @POST
    @Path(SUBSCRIPTION)
    @APIResponse(responseCode = "204", description = "Done.")
    public void subscribe(
            @PathParam("group") String group,
            @PathParam("instance") String instance,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = Media.V2,
                                            schema = @Schema(implementation = Bodies.Subscribe.class)))
                    InputStream body) {
        Subscription wanted = subscription(Json.read(body, Bodies.Subscribe.class));
        instances.change(caller(), key(group, instance), consumer -> {
            if (consumer.subscription() instanceof Subscription.Partitions) {
                throw exclusive();
            }
            consumer.subscribe(wanted);
        });
    }

    private static Subscription subscription(Bodies.Subscribe sent) {
        if (sent.topicPattern() != null && sent.topics() == null) {
            try {
                return new Subscription.Matching(Pattern.compile(sent.topicPattern()));
            } catch (PatternSyntaxException e) {
                throw new Problem.OfConsumers(422, "topic_pattern is no pattern: " + e.getDescription() + ".")
                        .asException();
            }
        }
        if (sent.topics() == null || sent.topicPattern() != null) {
            throw exclusive();
        }
        if (sent.topics().stream().anyMatch(topic -> topic == null || topic.isBlank())) {
            throw new Problem.OfConsumers(422, "A topic has no name.").asException();
        }
        List<String> names = sent.topics().stream().map(String::valueOf).toList();
        return names.isEmpty() ? new Subscription.Nothing() : new Subscription.Topics(names);
    }

    private static RuntimeException exclusive() {
        return new Problem.OfConsumers(
                        Instances.CONFLICT, "Subscription to topics, partitions and pattern are mutually exclusive.")
                .asException();
    }

    @GET
    @Path(SUBSCRIPTION)
    public Bodies.Subscribed subscription(@PathParam("group") String group, @PathParam("instance") String instance) {
        return instances.use(
                caller(),
                key(group, instance),
                consumer -> new Bodies.Subscribed(
                        switch (consumer.subscription()) {
                            case Subscription.Topics(List<String> names) -> names;
                            case Subscription.Matching _ ->
                                consumer.assignment().stream()
                                        .map(TopicPartition::topic)
                                        .distinct()
                                        .sorted()
                                        .toList();
                            case Subscription.Partitions _, Subscription.Nothing _ -> List.of();
                        }));
    }

    @DELETE
    @Path(SUBSCRIPTION)
    public void unsubscribe(@PathParam("group") String group, @PathParam("instance") String instance) {
        instances.change(caller(), key(group, instance), consumer -> consumer.subscribe(new Subscription.Nothing()));
    }

    @POST
    @Path(ASSIGNMENTS)
    @APIResponse(responseCode = "204", description = "Done.")
    public void assign(
            @PathParam("group") String group,
            @PathParam("instance") String instance,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = Media.V2,
                                            schema = @Schema(implementation = Bodies.Partitions.class)))
                    InputStream body) {
        List<TopicPartition> wanted =
                List.copyOf(Json.read(body, Bodies.Partitions.class).checked());
        instances.change(caller(), key(group, instance), consumer -> {
            if (consumer.subscription() instanceof Subscription.Topics
                    || consumer.subscription() instanceof Subscription.Matching) {
                throw exclusive();
            }
            wanted.forEach(partition -> consumer.upstream().requirePartition(partition.topic(), partition.partition()));
            consumer.subscribe(wanted.isEmpty() ? new Subscription.Nothing() : new Subscription.Partitions(wanted));
        });
    }

    @GET
    @Path(ASSIGNMENTS)
    public Bodies.Partitions assignments(@PathParam("group") String group, @PathParam("instance") String instance) {
        return instances.use(caller(), key(group, instance), consumer -> Bodies.Partitions.of(consumer.assignment()));
    }

    private Owner caller() {
        return Owner.of(current.get());
    }

    private InstanceKey key(String group, String instance) {
        return new InstanceKey(current.get().cluster(), group, instance);
    }
}
