package dev.weir.controlplane.cluster;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.cluster.ClusterBody.ClusterView;
import dev.weir.controlplane.cluster.ClusterBody.SpecBody;
import dev.weir.controlplane.environment.EnvironmentStore;
import dev.weir.controlplane.idempotency.Idempotent;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.InvalidFilter;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.shape.Reference;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
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
import java.util.LinkedHashMap;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /cmk/v2/clusters}. */
@Path(ClusterViews.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ClustersResource {
    private final CurrentCaller caller;
    private final EnvironmentStore environments;
    private final ClusterStore clusters;
    private final CreateCluster createCluster;
    private final ChangeCluster changeCluster;
    private final DeleteCluster deleteCluster;
    private final ClusterViews views;
    private final Links links;

    ClustersResource(
            CurrentCaller caller,
            EnvironmentStore environments,
            ClusterStore clusters,
            CreateCluster createCluster,
            ChangeCluster changeCluster,
            DeleteCluster deleteCluster,
            ClusterViews views,
            Links links) {
        this.caller = caller;
        this.environments = environments;
        this.clusters = clusters;
        this.createCluster = createCluster;
        this.changeCluster = changeCluster;
        this.deleteCluster = deleteCluster;
        this.views = views;
        this.links = links;
    }

    @GET
    public ListBody<ClusterView> list(
            @Parameter(required = true) @QueryParam("environment") @Nullable String environment,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("spec.deletion_protection") @Nullable
                    String protection,
            @QueryParam("spec.network") List<String> networks,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        OrganizationCaller member = caller.member();
        OrganizationId organization = member.organization();
        if (environment == null || environment.isBlank()) {
            throw new InvalidFilter("environment", "environment is needed.").toException();
        }
        EnvironmentId id = Received.id("environment", environment, EnvironmentId::new);
        if (environments.find(organization, id).isEmpty()) {
            throw NotFound.of("environment", environment).toException();
        }
        caller.require(Action.READ_ENVIRONMENT, Scope.of(id));
        Boolean protectedOnes = flag("spec.deletion_protection", protection);
        var filters = new LinkedHashMap<String, String>();
        filters.put("environment", environment);
        if (protectedOnes != null) {
            filters.put("spec.deletion_protection", protectedOnes.toString());
        }
        PageRequest request = PageRequest.parse(organization, "clusters:" + filters, size, token);
        // No cluster is in a network.
        Page<Cluster> page = networks.isEmpty()
                ? clusters.list(request, id, protectedOnes, member.grants().reach(Action.READ_CLUSTER))
                : Page.empty(request);
        return ListBody.of(links, "cmk/v2", "ClusterList", ClusterViews.PATH, filters, page.map(views::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Idempotent(status = 202)
    @APIResponseSchema(value = ClusterView.class, responseCode = "202")
    public ClusterView create(ClusterBody body) {
        caller.member();
        SpecBody spec = Received.body(body).specOrEmpty();
        var fields = new Fields();
        body.requireKind(fields, "cmk/v2", "Cluster");
        fields.done();
        ClusterSpec wanted = ClusterFields.create(spec);
        String environment = Reference.idOf(spec.environment());
        if (environment == null) {
            throw Problem.invalid("/spec/environment/id", "is needed").toException();
        }
        EnvironmentId id = Received.reference("environment", environment, "/spec/environment/id", EnvironmentId::new);
        var creator = caller.require(Action.CREATE_CLUSTER, Scope.of(id));
        return views.of(createCluster.create(creator, id, wanted));
    }

    @GET
    @Path("/{id}")
    public ClusterView get(String id, @QueryParam("environment") @Nullable String environment) {
        return views.of(find(id, environment, Action.READ_CLUSTER));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public ClusterView patch(String id, ClusterBody body) {
        SpecBody spec = Received.body(body).specOrEmpty();
        var fields = new Fields();
        body.requireKind(fields, "cmk/v2", "Cluster", id);
        fields.done();
        Cluster present = find(id, Reference.idOf(spec.environment()), Action.CHANGE_CLUSTER);
        ClusterChange change = ClusterFields.change(spec, present.spec());
        return views.of(changeCluster.change(present.organization(), present.id(), change));
    }

    @DELETE
    @Path("/{id}")
    public void delete(String id, @QueryParam("environment") @Nullable String environment) {
        Cluster present = find(id, environment, Action.DELETE_CLUSTER);
        deleteCluster.delete(present.organization(), present.id());
    }

    private Cluster find(String id, @Nullable String environment, Action action) {
        Cluster found = clusters.find(caller.member().organization(), parse(id))
                .filter(cluster -> isIn(cluster, environment))
                .orElseThrow(() -> NotFound.of("cluster", id).toException());
        caller.require(action, Scope.of(found.environment(), found.id()));
        return found;
    }

    private static boolean isIn(Cluster cluster, @Nullable String environment) {
        return environment == null || cluster.environment().value().equals(environment);
    }

    private static ClusterId parse(String id) {
        return Received.id("cluster", id, ClusterId::new);
    }

    private static @Nullable Boolean flag(String name, @Nullable String value) {
        return switch (value) {
            case null -> null;
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            case String other -> throw new InvalidFilter(name, name + " must be true or false.").toException();
        };
    }
}
