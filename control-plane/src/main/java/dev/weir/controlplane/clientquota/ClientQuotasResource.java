package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.clientquota.ClientQuotaBody.ClientQuotaView;
import dev.weir.controlplane.clientquota.ClientQuotaBody.SpecBody;
import dev.weir.controlplane.cluster.ClusterStore;
import dev.weir.controlplane.idempotency.Idempotent;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.InvalidFilter;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.shape.Reference;
import dev.weir.tenants.id.ClientQuotaId;
import dev.weir.tenants.id.ClusterId;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /kafka-quotas/v1/client-quotas}. */
@Path(ClientQuotaViews.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ClientQuotasResource {
    private final CurrentCaller caller;
    private final ClusterStore clusters;
    private final ClientQuotaStore quotas;
    private final CreateClientQuota createClientQuota;
    private final ChangeClientQuota changeClientQuota;
    private final ClientQuotaViews views;
    private final Links links;

    ClientQuotasResource(
            CurrentCaller caller,
            ClusterStore clusters,
            ClientQuotaStore quotas,
            CreateClientQuota createClientQuota,
            ChangeClientQuota changeClientQuota,
            ClientQuotaViews views,
            Links links) {
        this.caller = caller;
        this.clusters = clusters;
        this.quotas = quotas;
        this.createClientQuota = createClientQuota;
        this.changeClientQuota = changeClientQuota;
        this.views = views;
        this.links = links;
    }

    @GET
    public ListBody<ClientQuotaView> list(
            @QueryParam("spec.cluster") @Nullable String cluster,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        var organization = caller.administrator().organization();
        String ofCluster = needed("spec.cluster", cluster);
        String inEnvironment = needed("environment", environment);
        ClusterId id = Received.id("cluster", ofCluster, ClusterId::new);
        if (clusters.find(organization, id)
                .filter(found -> found.environment().value().equals(inEnvironment))
                .isEmpty()) {
            throw NotFound.of("cluster", ofCluster).toException();
        }
        var filters = new LinkedHashMap<String, String>();
        filters.put("spec.cluster", ofCluster);
        filters.put("environment", inEnvironment);
        var request = PageRequest.parse(organization, "client-quotas:" + filters, size, token);
        var page = quotas.list(request, id).map(views::of);
        return ListBody.of(links, "kafka-quotas/v1", "ClientQuotaList", ClientQuotaViews.PATH, filters, page);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Idempotent(status = 202)
    @APIResponseSchema(value = ClientQuotaView.class, responseCode = "202")
    public ClientQuotaView create(ClientQuotaBody body) {
        var organization = caller.administrator().organization();
        SpecBody spec = Received.body(body).specOrEmpty();
        var fields = new Fields();
        body.requireKind(fields, "kafka-quotas/v1", "ClientQuota");
        fields.done();
        ClientQuotaSpec wanted = ClientQuotaFields.create(spec);
        ClusterId cluster = Received.reference(
                "cluster", Objects.requireNonNull(Reference.idOf(spec.cluster())), "/spec/cluster/id", ClusterId::new);
        return views.of(createClientQuota.create(organization, cluster, Reference.idOf(spec.environment()), wanted));
    }

    @GET
    @Path("/{id}")
    public ClientQuotaView get(String id) {
        return quotas.find(caller.administrator().organization(), parse(id))
                .map(views::of)
                .orElseThrow(() -> NotFound.of("client quota", id).toException());
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public ClientQuotaView patch(String id, ClientQuotaBody body) {
        var organization = caller.administrator().organization();
        SpecBody spec = Received.body(body).specOrEmpty();
        var fields = new Fields();
        body.requireKind(fields, "kafka-quotas/v1", "ClientQuota", id);
        fields.done();
        return views.of(changeClientQuota.change(organization, parse(id), spec));
    }

    @DELETE
    @Path("/{id}")
    public void delete(String id) {
        changeClientQuota.delete(caller.administrator().organization(), parse(id));
    }

    private static ClientQuotaId parse(String id) {
        return Received.id("client quota", id, ClientQuotaId::new);
    }

    private static String needed(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidFilter(parameter, parameter + " is needed.").toException();
        }
        return value;
    }
}
