package dev.weir.controlplane.apikey;

import dev.weir.controlplane.apikey.ApiKeyBody.ApiKeyView;
import dev.weir.controlplane.apikey.ApiKeyBody.SpecBody;
import dev.weir.controlplane.apikey.ApiKeyFilter.Resource.Cloud;
import dev.weir.controlplane.apikey.ApiKeyFilter.Resource.OneCluster;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.idempotency.Idempotent;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.shape.Reference;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /iam/v2/api-keys}. */
@Path(ApiKeyViews.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApiKeysResource {
    private static final int LONGEST_TEXT = 256;
    private static final String CLOUD = "cloud";

    private final CurrentCaller caller;
    private final ApiKeyStore keys;
    private final ApiKeyAccess access;
    private final CreateApiKey createApiKey;
    private final ChangeApiKey changeApiKey;
    private final RevokeApiKey revokeApiKey;
    private final ApiKeyViews views;
    private final Links links;

    ApiKeysResource(
            CurrentCaller caller,
            ApiKeyStore keys,
            ApiKeyAccess access,
            CreateApiKey createApiKey,
            ChangeApiKey changeApiKey,
            RevokeApiKey revokeApiKey,
            ApiKeyViews views,
            Links links) {
        this.caller = caller;
        this.keys = keys;
        this.access = access;
        this.createApiKey = createApiKey;
        this.changeApiKey = changeApiKey;
        this.revokeApiKey = revokeApiKey;
        this.views = views;
        this.links = links;
    }

    @GET
    public ListBody<ApiKeyView> list(
            @QueryParam("spec.owner") @Nullable String owner,
            @QueryParam("spec.resource") @Nullable String resource,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        var organization = caller.member().organization();
        var filters = new LinkedHashMap<String, String>();
        PrincipalId ofOwner = null;
        if (owner != null && !owner.isEmpty()) {
            ofOwner = Received.id("owner", owner, PrincipalId::of);
            filters.put("spec.owner", owner);
        }
        ApiKeyFilter.Resource ofResource = null;
        if (resource != null && !resource.isEmpty()) {
            ofResource = resource.equals(CLOUD)
                    ? new Cloud()
                    : new OneCluster(Received.id("cluster", resource, ClusterId::new));
            filters.put("spec.resource", resource);
        }
        var request = PageRequest.parse(organization, "api-keys:" + filters, size, token);
        var page = keys.list(request, new ApiKeyFilter(ofOwner, ofResource, access.visible()));
        return ListBody.of(links, "iam/v2", "ApiKeyList", ApiKeyViews.PATH, filters, page.map(views::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Idempotent(status = 202)
    @APIResponseSchema(value = ApiKeyView.class, responseCode = "202")
    public ApiKeyView create(ApiKeyBody body) {
        var organization = caller.member().organization();
        SpecBody spec = Received.body(body).specOrEmpty();
        var fields = new Fields();
        body.requireKind(fields, "iam/v2", "ApiKey");
        String name = fields.text("/spec/display_name", spec.displayName(), LONGEST_TEXT);
        String description = fields.text("/spec/description", spec.description(), LONGEST_TEXT);
        String owner = fields.required("/spec/owner/id", Reference.idOf(spec.owner()));
        fields.done();
        ClusterId cluster = cluster(spec);
        PrincipalId ownerId = Received.reference("owner", owner, "/spec/owner/id", PrincipalId::of);
        access.requireToMake(ownerId, cluster);
        return views.of(createApiKey.create(organization, ownerId, cluster, name, description));
    }

    @GET
    @Path("/{id}")
    public ApiKeyView get(String id) {
        return views.of(find(id));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public ApiKeyView patch(String id, ApiKeyBody body) {
        ApiKey present = find(id);
        SpecBody spec = Received.body(body).specOrEmpty();
        var fields = new Fields();
        body.requireKind(fields, "iam/v2", "ApiKey", id);
        fields.text("/spec/display_name", spec.displayName(), LONGEST_TEXT);
        fields.text("/spec/description", spec.description(), LONGEST_TEXT);
        fields.done();
        return views.of(
                changeApiKey.change(present.organization(), present.id(), spec.displayName(), spec.description()));
    }

    @DELETE
    @Path("/{id}")
    public void delete(String id) {
        ApiKey present = find(id);
        revokeApiKey.revoke(present.organization(), present.id());
    }

    private ApiKey find(String id) {
        ApiKey found = keys.find(caller.member().organization(), parse(id))
                .orElseThrow(() -> NotFound.of("API key", id).toException());
        access.require(found);
        return found;
    }

    private static @Nullable ClusterId cluster(SpecBody spec) {
        List<Reference> several = spec.resources() == null ? List.of() : spec.resources();
        if (several.size() > 1) {
            throw Problem.invalid("/spec/resources", "may name one resource").toException();
        }
        Reference reference = spec.resource() != null || several.isEmpty() ? spec.resource() : several.getFirst();
        String id = Reference.idOf(reference);
        return id == null || id.equals(CLOUD)
                ? null
                : Received.reference("cluster", id, "/spec/resource/id", ClusterId::new);
    }

    private static ApiKeyId parse(String id) {
        return Received.id("API key", id, ApiKeyId::new);
    }
}
