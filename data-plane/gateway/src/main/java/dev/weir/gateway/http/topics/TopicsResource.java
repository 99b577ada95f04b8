package dev.weir.gateway.http.topics;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TopicsResource {
    private final CurrentCaller current;
    private final Upstreams upstreams;
    private final Topics topics;
    private final CreateTopic createTopic;
    private final AddPartitions addPartitions;
    private final DeleteTopic deleteTopic;

    TopicsResource(
            CurrentCaller current,
            Upstreams upstreams,
            Topics topics,
            CreateTopic createTopic,
            AddPartitions addPartitions,
            DeleteTopic deleteTopic) {
        this.current = current;
        this.upstreams = upstreams;
        this.topics = topics;
        this.createTopic = createTopic;
        this.addPartitions = addPartitions;
        this.deleteTopic = deleteTopic;
    }

    @GET
    @Path(ApiPaths.TOPICS)
    public Page<TopicView> list(@Context UriInfo request) {
        Links links = links(request);
        try (Upstream upstream = open()) {
            return Page.of(
                    "KafkaTopicList",
                    links.url("/topics"),
                    topics.list(upstream).stream()
                            .map(topic -> TopicView.of(topic, links))
                            .toList());
        }
    }

    @POST
    @Path(ApiPaths.TOPICS)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = TopicView.class, responseCode = "201")
    @APIResponse(
            responseCode = "200",
            description = "Nothing was created, since only the request was to be checked.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TopicView.class)))
    public RestResponse<TopicView> create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = CreateTopicRequest.class)))
                    InputStream body,
            @Context UriInfo request) {
        CreateTopicRequest wanted = Json.read(body, CreateTopicRequest.class);
        try (Upstream upstream = open()) {
            TopicView view = TopicView.of(createTopic.create(upstream, wanted), links(request));
            return wanted.onlyValidates()
                    ? RestResponse.ok(view)
                    : RestResponse.ResponseBuilder.<TopicView>created(
                                    URI.create(view.metadata().self()))
                            .entity(view)
                            .build();
        }
    }

    @GET
    @Path(ApiPaths.TOPIC)
    public TopicView get(
            @PathParam("topic_name") String topic,
            @QueryParam("include_authorized_operations") boolean operations,
            @Context UriInfo request) {
        try (Upstream upstream = open()) {
            return TopicView.of(
                    TopicFacts.of(upstream.describe(topic)),
                    links(request),
                    operations ? topics.operations(upstream, topic) : null);
        }
    }

    @PATCH
    @Path(ApiPaths.TOPIC)
    @Consumes(MediaType.APPLICATION_JSON)
    public TopicView patch(
            @PathParam("topic_name") String topic,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = TopicPatch.class)))
                    InputStream body,
            @Context UriInfo request) {
        TopicPatch wanted = Json.read(body, TopicPatch.class);
        try (Upstream upstream = open()) {
            return TopicView.of(addPartitions.upTo(upstream, topic, wanted.count()), links(request));
        }
    }

    @DELETE
    @Path(ApiPaths.TOPIC)
    public void delete(@PathParam("topic_name") String topic) {
        try (Upstream upstream = open()) {
            deleteTopic.delete(upstream, topic);
        }
    }

    private Upstream open() {
        Caller caller = current.get();
        return upstreams.open(caller.cluster(), caller.principal());
    }

    private Links links(UriInfo request) {
        return Links.of(request, current.get().cluster());
    }
}
