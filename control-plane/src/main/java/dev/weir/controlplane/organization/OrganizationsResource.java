package dev.weir.controlplane.organization;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Position;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.shape.SentResource;
import dev.weir.tenants.id.OrganizationId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The caller's own organization. */
@Path("/org/v2/organizations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class OrganizationsResource {
    private static final String PATH = "/org/v2/organizations";

    private final CurrentCaller caller;
    private final OrganizationStore organizations;
    private final RenameOrganization renameOrganization;
    private final Links links;

    OrganizationsResource(
            CurrentCaller caller, OrganizationStore organizations, RenameOrganization renameOrganization, Links links) {
        this.caller = caller;
        this.organizations = organizations;
        this.renameOrganization = renameOrganization;
        this.links = links;
    }

    @GET
    public ListBody<OrganizationView> list(
            @QueryParam("page_size") @Nullable String size, @QueryParam("page_token") @Nullable String token) {
        OrganizationId own = caller.member().organization();
        PageRequest request = PageRequest.parse(own, "organizations", size, token);
        List<Organization> all = request.after().equals(Position.START)
                ? organizations.find(own).stream().toList()
                : List.of();
        var page = new Page<>(request, all, null, 1).map(this::view);
        return ListBody.of(links, "org/v2", "OrganizationList", PATH, Map.of(), page);
    }

    @GET
    @Path("/{id}")
    public OrganizationView get(String id) {
        return view(organizations
                .find(own(id))
                .orElseThrow(() -> NotFound.of("organization", id).toException()));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public OrganizationView patch(String id, OrganizationPatch patch) {
        OrganizationId own = own(id);
        caller.require(Action.CHANGE_ORGANIZATION, Scope.organization());
        var fields = new Fields();
        Received.body(patch).requireKind(fields, "org/v2", "Organization", id);
        if (Boolean.TRUE.equals(patch.jitEnabled())) {
            fields.reject("/jit_enabled", "can't be true: nobody becomes a user by logging in");
        }
        String name = patch.displayName() == null ? null : fields.name("/display_name", patch.displayName());
        fields.done();
        return name == null ? get(id) : view(renameOrganization.rename(own, name));
    }

    private OrganizationId own(String id) {
        OrganizationId own = caller.member().organization();
        if (!own.value().equals(id)) {
            throw NotFound.of("organization", id).toException();
        }
        return own;
    }

    private OrganizationView view(Organization organization) {
        return new OrganizationView(
                "org/v2",
                "Organization",
                organization.id().value(),
                links.metadata(
                        PATH + "/" + organization.id(),
                        Crn.of(organization.id()),
                        organization.createdAt(),
                        organization.updatedAt()),
                organization.displayName(),
                false);
    }

    /** What can be changed. */
    @Schema(name = "OrganizationRequest")
    record OrganizationPatch(
            @Nullable String apiVersion,
            @Nullable String kind,
            @Nullable String id,
            @Nullable SentMetadata metadata,

            @Schema(minLength = 1, maxLength = 64) @Nullable String displayName,
            @Nullable Boolean jitEnabled)
            implements SentResource {}

    /** What clients see. */
    @Schema(name = "Organization")
    record OrganizationView(
            String apiVersion, String kind, String id, Metadata metadata, String displayName, boolean jitEnabled) {}
}
