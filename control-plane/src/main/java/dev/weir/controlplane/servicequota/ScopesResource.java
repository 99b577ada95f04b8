package dev.weir.controlplane.servicequota;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.servicequota.AppliedQuotaViews.SelfMetadata;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.OrganizationId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** {@code /service-quota/v1/scopes}: what quotas can be set for. */
@Path(ScopesResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ScopesResource {
    static final String PATH = "/service-quota/v1/scopes";

    private final CurrentCaller caller;
    private final Links links;

    ScopesResource(CurrentCaller caller, Links links) {
        this.caller = caller;
        this.links = links;
    }

    @GET
    public ListBody<ScopeView> list(
            @QueryParam("page_size") @Nullable String size, @QueryParam("page_token") @Nullable String token) {
        OrganizationId organization = caller.member().organization();
        PageRequest request = PageRequest.parse(organization, "scopes", size, token);
        List<Scope> behind = Arrays.stream(Scope.values())
                .sorted(Comparator.comparing(Scope::name))
                .filter(scope -> place(scope).id().compareTo(request.after().id()) > 0)
                .toList();
        boolean more = behind.size() > request.size();
        List<Scope> shown = more ? behind.subList(0, request.size()) : behind;
        var page = new Page<>(request, shown, more ? place(shown.getLast()) : null, Scope.values().length);
        return ListBody.of(
                links, "service-quota/v1", "ScopeList", PATH, Map.of(), page.map(scope -> view(organization, scope)));
    }

    @GET
    @Path("/{id}")
    public ScopeView get(String id) {
        OrganizationId organization = caller.member().organization();
        return Scope.of(id)
                .map(scope -> view(organization, scope))
                .orElseThrow(() -> NotFound.of("scope", id).toException());
    }

    private static Position place(Scope scope) {
        return new Position(Instant.EPOCH, scope.name());
    }

    private ScopeView view(OrganizationId organization, Scope scope) {
        return new ScopeView(
                "service-quota/v1",
                "Scope",
                scope.name(),
                new SelfMetadata(
                        links.to(PATH + "/" + scope.name()),
                        Crn.of(organization).value() + "/scope=" + scope.name()),
                scope.description());
    }

    /** What a quota can be set for. */
    @Schema(name = "Scope")
    record ScopeView(String apiVersion, String kind, String id, SelfMetadata metadata, String description) {}
}
