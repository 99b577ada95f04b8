package dev.weir.controlplane.identityprovider;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.idempotency.Idempotent;
import dev.weir.controlplane.identityprovider.IdentityProviderBody.IdentityProviderView;
import dev.weir.controlplane.identityprovider.IdentityProviderBody.MappingView;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.id.IdentityProviderId;
import dev.weir.tenants.id.OrganizationId;
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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /weir/v1/identity-providers}. */
@Path(IdentityProvidersResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class IdentityProvidersResource {
    static final String PATH = "/weir/v1/identity-providers";
    private static final String API_VERSION = "weir/v1";
    private static final String KIND = "IdentityProvider";

    private final CurrentCaller caller;
    private final IdentityProviderStore providers;
    private final ChangeIdentityProviders changes;
    private final Links links;

    IdentityProvidersResource(
            CurrentCaller caller, IdentityProviderStore providers, ChangeIdentityProviders changes, Links links) {
        this.caller = caller;
        this.providers = providers;
        this.changes = changes;
        this.links = links;
    }

    @GET
    public ListBody<IdentityProviderView> list(
            @QueryParam("page_size") @Nullable String size, @QueryParam("page_token") @Nullable String token) {
        var request = PageRequest.parse(organization(Action.READ_PRINCIPALS), "identity-providers", size, token);
        return ListBody.of(
                links,
                API_VERSION,
                "IdentityProviderList",
                PATH,
                Map.of(),
                providers.list(request).map(this::view));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Idempotent
    @APIResponseSchema(value = IdentityProviderView.class, responseCode = "201")
    public IdentityProviderView create(IdentityProviderBody body) {
        var organization = organization(Action.MANAGE_PRINCIPALS);
        var fields = new Fields();
        Received.body(body).requireKind(fields, API_VERSION, KIND);
        return view(changes.create(organization, ProviderFields.create(fields, body)));
    }

    @GET
    @Path("/{id}")
    public IdentityProviderView get(String id) {
        return providers
                .find(organization(Action.READ_PRINCIPALS), parse(id))
                .map(this::view)
                .orElseThrow(() -> NotFound.of("identity provider", id).toException());
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public IdentityProviderView patch(String id, IdentityProviderBody body) {
        var organization = organization(Action.MANAGE_PRINCIPALS);
        var fields = new Fields();
        Received.body(body).requireKind(fields, API_VERSION, KIND, id);
        return view(changes.change(organization, parse(id), ProviderFields.change(fields, body)));
    }

    @DELETE
    @Path("/{id}")
    public void delete(String id) {
        changes.delete(organization(Action.MANAGE_PRINCIPALS), parse(id));
    }

    private OrganizationId organization(Action action) {
        return caller.require(action, Scope.organization()).organization();
    }

    private static IdentityProviderId parse(String id) {
        return Received.id("identity provider", id, IdentityProviderId::new);
    }

    private IdentityProviderView view(IdentityProvider provider) {
        ProviderSpec spec = provider.spec();
        var issuer = spec.kind() instanceof Kind.Issuer it ? it : null;
        var authority = spec.kind() instanceof Kind.Authority it ? it : null;
        List<MappingView> mappings = spec.mappings().entrySet().stream()
                .map(mapping ->
                        new MappingView(mapping.getKey(), mapping.getValue().value()))
                .toList();
        return new IdentityProviderView(
                API_VERSION,
                KIND,
                provider.id().value(),
                links.metadata(
                        PATH + "/" + provider.id(),
                        Crn.of(provider.organization(), provider.id()),
                        provider.createdAt(),
                        provider.updatedAt()),
                spec.displayName(),
                spec.description(),
                issuer == null ? null : issuer.issuer(),
                issuer == null ? null : issuer.jwksUri(),
                issuer == null ? null : issuer.audience(),
                issuer == null ? null : issuer.subjectClaim(),
                authority == null ? null : authority.certificates(),
                authority == null ? null : authority.subjectFrom(),
                mappings);
    }
}
