package dev.weir.controlplane.servicequota;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.plan.Quota.Reading;
import dev.weir.controlplane.problem.Problem.InvalidFilter;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.servicequota.AppliedQuotaViews.AppliedQuotaView;
import dev.weir.controlplane.servicequota.ClusterUsageRows.Filter;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /service-quota/v1/applied-quotas}: what an organization may have and has. */
@Path(AppliedQuotaViews.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AppliedQuotasResource {
    private final CurrentCaller caller;
    private final AppliedQuotas quotas;
    private final AppliedQuotaViews views;
    private final Links links;

    AppliedQuotasResource(CurrentCaller caller, AppliedQuotas quotas, AppliedQuotaViews views, Links links) {
        this.caller = caller;
        this.quotas = quotas;
        this.views = views;
        this.links = links;
    }

    @GET
    public ListBody<AppliedQuotaView> list(
            @QueryParam("scope") @Nullable String scope,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("network") @Nullable String network,
            @QueryParam("kafka_cluster") @Nullable String cluster,
            @QueryParam("identity_provider") @Nullable String provider,
            @QueryParam("certificate_authority") @Nullable String authority,
            @QueryParam("id") @Nullable String id,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        OrganizationCaller member = caller.administrator();
        Scope wanted = scope(scope);
        var filters = new LinkedHashMap<String, String>();
        filters.put("scope", wanted.name());
        put(filters, "environment", environment);
        put(filters, "network", network);
        put(filters, "kafka_cluster", cluster);
        put(filters, "identity_provider", provider);
        put(filters, "certificate_authority", authority);
        put(filters, "id", id);
        PageRequest request = PageRequest.parse(member.organization(), "applied-quotas:" + filters, size, token);
        Quota only = filters.containsKey("id") ? Quota.byId(filters.get("id")).orElse(null) : null;
        // Nothing is in a network, and nobody else's identities are known.
        boolean none = filters.containsKey("network")
                || filters.containsKey("identity_provider")
                || filters.containsKey("certificate_authority")
                || (filters.containsKey("id") && only == null);
        Page<AppliedQuota> page = none ? Page.empty(request) : page(wanted, request, filters, only);
        return ListBody.of(
                links,
                "service-quota/v1",
                "AppliedQuotaList",
                AppliedQuotaViews.PATH,
                filters,
                page.map(quota -> views.of(member.organization(), quota)));
    }

    private Page<AppliedQuota> page(
            Scope scope, PageRequest request, Map<String, String> filters, @Nullable Quota only) {
        return switch (scope) {
            case ORGANIZATION ->
                filters.containsKey("environment") || filters.containsKey("kafka_cluster")
                        ? Page.empty(request)
                        : quotas.ofOrganization(request, only);
            case KAFKA_CLUSTER ->
                quotas.ofClusters(
                        request,
                        new Filter(request.organization(), filters.get("environment"), filters.get("kafka_cluster")),
                        only);
            case ENVIRONMENT, NETWORK, SERVICE_ACCOUNT, USER_ACCOUNT, IDENTITY_PROVIDER, CERTIFICATE_AUTHORITY ->
                Page.empty(request);
        };
    }

    /** One of a cluster needs {@code kafka_cluster}. */
    @GET
    @Path("/{id}")
    public AppliedQuotaView get(
            String id,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("network") @Nullable String network,
            @QueryParam("kafka_cluster") @Nullable String cluster,
            @QueryParam("identity_provider") @Nullable String provider,
            @QueryParam("certificate_authority") @Nullable String authority) {
        OrganizationCaller member = caller.administrator();
        Quota quota = Quota.byId(id).orElseThrow(() -> unknown(id));
        PageRequest request = PageRequest.parse(member.organization(), "applied-quota", null, null);
        Page<AppliedQuota> found = switch (quota.reading()) {
            case Reading.OfOrganization it -> quotas.ofOrganization(request, quota);
            case Reading.OfCluster it ->
                quotas.ofClusters(
                        request, new Filter(member.organization(), blank(environment), needed(cluster)), quota);
        };
        return found.items().stream()
                .findFirst()
                .map(one -> views.of(member.organization(), one))
                .orElseThrow(() -> unknown(id));
    }

    private static Scope scope(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new InvalidFilter("scope", "scope is needed; GET /service-quota/v1/scopes lists them.").toException();
        }
        return Scope.of(name)
                .orElseThrow(() ->
                        new InvalidFilter("scope", "scope isn't one of GET /service-quota/v1/scopes.").toException());
    }

    private static String needed(@Nullable String cluster) {
        if (cluster == null || cluster.isBlank()) {
            throw new InvalidFilter("kafka_cluster", "kafka_cluster is needed for a quota of clusters.").toException();
        }
        return cluster;
    }

    private static @Nullable String blank(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static void put(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            filters.put(name, value);
        }
    }

    private static RuntimeException unknown(String id) {
        return NotFound.of("applied quota", id).toException();
    }
}
