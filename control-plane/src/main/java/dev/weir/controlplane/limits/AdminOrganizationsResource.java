package dev.weir.controlplane.limits;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.limits.OrganizationRows.OrganizationRow;
import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.plan.Quota.Reading;
import dev.weir.controlplane.plan.Usage;
import dev.weir.controlplane.plan.UsageRows;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.id.OrganizationId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * All organizations, their plans and limits, for whoever runs this Weir. Its path is that of suspension: a longer one
 * would hide {@code organizations/{id}/suspend}.
 */
@Path("/weir/v1/admin")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AdminOrganizationsResource {
    private static final String PATH = "/weir/v1/admin/organizations";

    /** Lists of the platform belong to no organization. */
    private static final OrganizationId NOBODY = new OrganizationId("00000000-0000-0000-0000-000000000000");

    private final CurrentCaller caller;
    private final SystemDatabase database;
    private final OrganizationRows organizations;
    private final UsageRows usage;
    private final ChangeOrganizationLimits changeLimits;
    private final StoredLimits stored;
    private final Links links;

    AdminOrganizationsResource(
            CurrentCaller caller,
            SystemDatabase database,
            OrganizationRows organizations,
            UsageRows usage,
            ChangeOrganizationLimits changeLimits,
            StoredLimits stored,
            Links links) {
        this.caller = caller;
        this.database = database;
        this.organizations = organizations;
        this.usage = usage;
        this.changeLimits = changeLimits;
        this.stored = stored;
        this.links = links;
    }

    @GET
    @Path("/organizations")
    public ListBody<AdminOrganizationView> list(
            @QueryParam("plan") @Nullable String plan,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        caller.platformAdmin();
        String ofPlan = plan == null || plan.isEmpty() ? null : plan;
        Map<String, String> filters = ofPlan == null ? Map.of() : Map.of("plan", ofPlan);
        var request = PageRequest.parse(NOBODY, "admin-organizations:" + filters, size, token);
        var page = database.inNewTransaction(connection -> organizations.list(connection, request, ofPlan));
        return ListBody.of(links, "weir/v1", "OrganizationList", PATH, filters, page.map(row -> view(row, null)));
    }

    /** With what it uses of what it may have. */
    @GET
    @Path("/organizations/{id}")
    public AdminOrganizationView get(String id) {
        caller.platformAdmin();
        return shown(Received.id("organization", id, OrganizationId::new));
    }

    /** Another plan, or limits of its own: a merge patch, in which null takes the plan's limit back. */
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/organizations/{id}")
    public AdminOrganizationView patch(String id, AdminOrganizationPatch patch) {
        caller.platformAdmin();
        var organization = Received.id("organization", id, OrganizationId::new);
        changeLimits.change(organization, Received.body(patch).plan(), patch.limits());
        return shown(organization);
    }

    private AdminOrganizationView shown(OrganizationId id) {
        return database.inNewTransaction(connection -> {
            OrganizationRow row = organizations.find(connection, id).orElseThrow(() -> unknown(id));
            return view(row, usage.of(connection, id).orElseThrow(() -> unknown(id)));
        });
    }

    private static RuntimeException unknown(OrganizationId id) {
        return NotFound.of("organization", id.value()).toException();
    }

    private AdminOrganizationView view(OrganizationRow row, @Nullable Usage used) {
        return new AdminOrganizationView(
                "weir/v1",
                "Organization",
                row.id().value(),
                row.displayName(),
                row.plan(),
                row.suspended(),
                LimitDocument.shown(stored.document(row.own())),
                used == null
                        ? null
                        : Quota.ofOrganizations()
                                .map(quota -> used(quota, used))
                                .toList(),
                row.createdAt(),
                row.updatedAt());
    }

    private static UsedQuota used(Quota quota, Usage usage) {
        long limit = switch (quota.reading()) {
            case Reading.OfOrganization it ->
                it.value().applyAsLong(usage.effective().organization());
            case Reading.OfCluster it -> 0;
        };
        return new UsedQuota(quota.id(), limit, usage.counts().get(quota));
    }

    /** What can be changed; what is missing stays. */
    record AdminOrganizationPatch(
            @Nullable String plan,

            @Schema(implementation = LimitsShape.class) @Nullable
            JsonNode limits) {}

    /**
     * One organization as the platform's administrator sees it.
     *
     * @param limits what differs from its plan
     * @param quotas what it may have and has; only when it is asked for alone
     */
    @Schema(name = "AdminOrganization")
    record AdminOrganizationView(
            String apiVersion,
            String kind,
            String id,
            String displayName,
            String plan,
            boolean suspended,
            @Schema(implementation = LimitsShape.class) JsonNode limits,
            @Nullable List<UsedQuota> quotas,
            Instant createdAt,
            Instant updatedAt) {}

    /** @param usage missing where it isn't counted here */
    @Schema(name = "UsedQuota")
    record UsedQuota(String id, long limit, @Nullable Long usage) {}
}
