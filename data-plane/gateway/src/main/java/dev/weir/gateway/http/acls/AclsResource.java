package dev.weir.gateway.http.acls;

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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AclsResource {
    private static final String ACLS = ApiPaths.CLUSTER + "/acls";
    private static final int CREATED = 201;

    private final CurrentCaller current;
    private final Upstreams upstreams;
    private final Acls acls;

    AclsResource(CurrentCaller current, Upstreams upstreams, Acls acls) {
        this.current = current;
        this.upstreams = upstreams;
        this.acls = acls;
    }

    @GET
    @Path(ACLS)
    public Page<AclView> search(@Context UriInfo request) {
        Links links = links(request);
        var filter = new AclSearch(request.getQueryParameters()).toFind();
        String query = request.getRequestUri().getRawQuery();
        try (Upstream upstream = open()) {
            return Page.of(
                    "KafkaAclList",
                    links.url("/acls" + (query == null ? "" : "?" + query)),
                    views(acls.find(upstream, filter), links));
        }
    }

    @POST
    @Path(ACLS)
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<Void> create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AclRequest.class)))
                    InputStream body,
            @Context UriInfo request) {
        AclBinding acl = Json.read(body, AclRequest.class).toAcl();
        try (Upstream upstream = open()) {
            acls.create(upstream, List.of(acl));
        }
        return RestResponse.created(URI.create(links(request).url(AclView.path(acl))));
    }

    @POST
    @Path(ACLS + ":batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(CREATED)
    public void createAll(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AclRequest.Batch.class)))
                    InputStream body) {
        List<AclBinding> wanted = Json.read(body, AclRequest.Batch.class).toAcls();
        try (Upstream upstream = open()) {
            acls.create(upstream, wanted);
        }
    }

    @DELETE
    @Path(ACLS)
    public AclView.Deleted delete(@Context UriInfo request) {
        Links links = links(request);
        var filter = new AclSearch(request.getQueryParameters()).toDelete();
        try (Upstream upstream = open()) {
            return new AclView.Deleted(views(acls.delete(upstream, filter), links));
        }
    }

    private static List<AclView> views(Collection<AclBinding> found, Links links) {
        return found.stream()
                .map(acl -> AclView.of(acl, links))
                .sorted(AclView.ORDER)
                .toList();
    }

    private Upstream open() {
        Caller caller = current.get();
        return upstreams.open(caller.cluster(), caller.principal());
    }

    private Links links(UriInfo request) {
        return Links.of(request, current.get().cluster());
    }
}
