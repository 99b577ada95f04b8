package dev.weir.gateway.http.configs;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
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
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * The settings that somebody has made for all brokers of a cluster. What holds without that isn't among them: clients
 * take whatever they see here for their own.
 */
@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class BrokerConfigsResource {
    private static final String CONFIGS = ApiPaths.CLUSTER + "/broker-configs";

    /** Kafka writes it into every cluster that tracks eligible leaders: nobody has overridden it. */
    private static final String OF_KAFKA = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;

    private final CurrentCaller current;
    private final Upstreams upstreams;
    private final Settings settings;

    BrokerConfigsResource(CurrentCaller current, Upstreams upstreams, Settings settings) {
        this.current = current;
        this.upstreams = upstreams;
        this.settings = settings;
    }

    @GET
    @Path(CONFIGS)
    public Page<BrokerConfigView> list(@Context UriInfo request) {
        Links links = links(request);
        return Page.of("KafkaClusterConfigList", links.url("/broker-configs"), overridden(links));
    }

    @GET
    @Path(CONFIGS + "/{name}")
    public BrokerConfigView get(@PathParam("name") String name, @Context UriInfo request) {
        return overridden(links(request)).stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem.UnknownSetting(name).asException());
    }

    @POST
    @Path(CONFIGS + ":alter")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "Done.")
    public void alter(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AlterRequest.class)))
                    InputStream body) {
        throw refusal(Json.read(body, AlterRequest.class).changes());
    }

    @PUT
    @Path(CONFIGS + "/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public void put(
            @PathParam("name") String name,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AlterRequest.NewValue.class)))
                    InputStream body) {
        AlterRequest.NewValue wanted = Json.read(body, AlterRequest.NewValue.class);
        throw refusal(List.of(AlterRequest.set(name, wanted.value())));
    }

    @DELETE
    @Path(CONFIGS + "/{name}")
    public void delete(@PathParam("name") String name) {
        throw refusal(List.of(AlterRequest.delete(name)));
    }

    /** As the Kafka protocol refuses it: how brokers are set is the platform's business, whoever asks. */
    private static ProblemException refusal(List<AlterConfigOp> changes) {
        String names =
                changes.stream().map(change -> change.configEntry().name()).collect(Collectors.joining(", "));
        return new Problem.Forbidden("Settings of brokers can't be changed here: " + names + ".").asException();
    }

    private List<BrokerConfigView> overridden(Links links) {
        try (Upstream upstream = open()) {
            return settings.of(upstream, Settings.brokers()).stream()
                    .filter(setting ->
                            Settings.isOwn(setting) && !setting.name().equals(OF_KAFKA))
                    .map(entry -> BrokerConfigView.of(entry, links))
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
