package dev.weir.gateway.http.configs;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** A topic's settings. */
@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TopicConfigsResource {
    private static final String CONFIGS = ApiPaths.TOPIC + "/configs";
    private static final String KIND = "KafkaTopicConfigList";

    private final CurrentCaller current;
    private final Upstreams upstreams;
    private final Settings settings;
    private final DefaultConfigs defaultConfigs;

    TopicConfigsResource(CurrentCaller current, Upstreams upstreams, Settings settings, DefaultConfigs defaultConfigs) {
        this.defaultConfigs = defaultConfigs;
        this.current = current;
        this.upstreams = upstreams;
        this.settings = settings;
    }

    @GET
    @Path(CONFIGS)
    public Page<TopicConfigView> list(@PathParam("topic_name") String topic, @Context UriInfo request) {
        Links links = links(request);
        return Page.of(KIND, links.url("/topics/" + topic + "/configs"), of(topic, links));
    }

    /** Those of a topic that doesn't exist are the ones that it would have. */
    @GET
    @Path(ApiPaths.TOPIC + "/default-configs")
    public Page<TopicConfigView> defaults(@PathParam("topic_name") String topic, @Context UriInfo request) {
        Links links = links(request);
        try (Upstream upstream = open()) {
            return Page.of(
                    KIND,
                    links.url("/topics/" + topic + "/default-configs"),
                    defaultConfigs.of(upstream, topic).stream()
                            .map(entry -> TopicConfigView.of(topic, entry, links))
                            .toList());
        }
    }

    @GET
    @Path(ApiPaths.TOPICS + "/-/configs")
    public Page<TopicConfigView> ofAllTopics(@Context UriInfo request) {
        Links links = links(request);
        try (Upstream upstream = open()) {
            List<ConfigResource> topics = Upstream.await(
                            upstream.admin().listTopics().names())
                    .stream()
                    .map(Settings::topic)
                    .toList();
            List<TopicConfigView> all = settings.all(upstream, topics).entrySet().stream()
                    .sorted(Comparator.comparing(topic -> topic.getKey().name()))
                    .flatMap(topic -> Settings.sorted(topic.getValue()).stream()
                            .map(entry -> TopicConfigView.of(topic.getKey().name(), entry, links)))
                    .toList();
            return Page.of(KIND, links.url("/topics/-/configs"), all);
        }
    }

    @POST
    @Path(CONFIGS + ":alter")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "Done.")
    public void alter(
            @PathParam("topic_name") String topic,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AlterRequest.class)))
                    InputStream body) {
        AlterRequest request = Json.read(body, AlterRequest.class);
        change(topic, request.changes(), request.onlyValidates());
    }

    @GET
    @Path(CONFIGS + "/{name}")
    public TopicConfigView get(
            @PathParam("topic_name") String topic, @PathParam("name") String name, @Context UriInfo request) {
        return of(topic, links(request)).stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem.UnknownSetting(name).asException());
    }

    @PUT
    @Path(CONFIGS + "/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public void put(
            @PathParam("topic_name") String topic,
            @PathParam("name") String name,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AlterRequest.NewValue.class)))
                    InputStream body) {
        AlterRequest.NewValue wanted = Json.read(body, AlterRequest.NewValue.class);
        change(topic, List.of(AlterRequest.set(name, wanted.value())), false);
    }

    @DELETE
    @Path(CONFIGS + "/{name}")
    public void delete(@PathParam("topic_name") String topic, @PathParam("name") String name) {
        change(topic, List.of(AlterRequest.delete(name)), false);
    }

    private void change(String topic, List<AlterConfigOp> changes, boolean validateOnly) {
        try (Upstream upstream = open()) {
            settings.alter(upstream, topic, changes, validateOnly);
        }
    }

    private List<TopicConfigView> of(String topic, Links links) {
        try (Upstream upstream = open()) {
            return settings.of(upstream, Settings.topic(topic)).stream()
                    .map(entry -> TopicConfigView.of(topic, entry, links))
                    .toList();
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
