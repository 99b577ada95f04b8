package dev.weir.controlplane.serviceaccount;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.idempotency.Idempotent;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.InvalidFilter;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.NameFilter;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.shape.SentResource;
import dev.weir.tenants.id.ServiceAccountId;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /iam/v2/service-accounts}. */
@Path("/iam/v2/service-accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ServiceAccountsResource {
    private static final String PATH = "/iam/v2/service-accounts";
    private static final int LONGEST_DESCRIPTION = 256;

    private final CurrentCaller caller;
    private final ServiceAccountStore accounts;
    private final CreateServiceAccount createServiceAccount;
    private final ChangeServiceAccount changeServiceAccount;
    private final DeleteServiceAccount deleteServiceAccount;
    private final Links links;

    ServiceAccountsResource(
            CurrentCaller caller,
            ServiceAccountStore accounts,
            CreateServiceAccount createServiceAccount,
            ChangeServiceAccount changeServiceAccount,
            DeleteServiceAccount deleteServiceAccount,
            Links links) {
        this.caller = caller;
        this.accounts = accounts;
        this.createServiceAccount = createServiceAccount;
        this.changeServiceAccount = changeServiceAccount;
        this.deleteServiceAccount = deleteServiceAccount;
        this.links = links;
    }

    @GET
    public ListBody<ServiceAccountView> list(
            @QueryParam("display_name") List<String> names,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        NameFilter filter = NameFilter.of("display_name", names);
        var member = caller.member();
        var request = PageRequest.parse(member.organization(), "service-accounts" + filter.suffix(), size, token);
        var only = member.may(Action.READ_PRINCIPALS, Scope.organization()) ? null : member.principal();
        return ListBody.of(
                links,
                "iam/v2",
                "ServiceAccountList",
                PATH,
                filter.query(),
                accounts.list(request, filter.wanted(), only).map(this::view));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Idempotent
    @APIResponseSchema(value = ServiceAccountView.class, responseCode = "201")
    public ServiceAccountView create(
            @QueryParam("assigned_resource_owner") @Nullable String owner, ServiceAccountBody body) {
        var organization =
                caller.require(Action.MANAGE_PRINCIPALS, Scope.organization()).organization();
        if (owner != null && !owner.isEmpty()) {
            throw new InvalidFilter("assigned_resource_owner", "Service accounts have no owner here.").toException();
        }
        var fields = new Fields();
        Received.body(body).requireKind(fields, "iam/v2", "ServiceAccount");
        String name = fields.name("/display_name", body.displayName());
        String description = fields.text("/description", body.description(), LONGEST_DESCRIPTION);
        fields.done();
        return view(createServiceAccount.create(organization, name, description));
    }

    @GET
    @Path("/{id}")
    public ServiceAccountView get(String id) {
        return view(find(id, Action.READ_PRINCIPALS));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public ServiceAccountView patch(String id, ServiceAccountBody body) {
        ServiceAccount present = find(id, Action.MANAGE_PRINCIPALS);
        var fields = new Fields();
        Received.body(body).requireKind(fields, "iam/v2", "ServiceAccount", id);
        fields.text("/description", body.description(), LONGEST_DESCRIPTION);
        fields.done();
        return view(changeServiceAccount.change(
                present.organization(), present.id(), body.displayName(), body.description()));
    }

    @DELETE
    @Path("/{id}")
    public void delete(String id) {
        ServiceAccount present = find(id, Action.MANAGE_PRINCIPALS);
        deleteServiceAccount.delete(present.organization(), present.id());
    }

    private ServiceAccount find(String id, Action action) {
        ServiceAccount found = accounts.find(caller.member().organization(), parse(id))
                .orElseThrow(() -> NotFound.of("service account", id).toException());
        if (action == Action.READ_PRINCIPALS) {
            caller.requireUnlessOwn(found.id(), action, Scope.organization());
        } else {
            caller.require(action, Scope.organization());
        }
        return found;
    }

    private static ServiceAccountId parse(String id) {
        return Received.id("service account", id, ServiceAccountId::new);
    }

    private ServiceAccountView view(ServiceAccount account) {
        return new ServiceAccountView(
                "iam/v2",
                "ServiceAccount",
                account.id().value(),
                links.metadata(
                        PATH + "/" + account.id(),
                        Crn.of(account.organization(), account.id()),
                        account.createdAt(),
                        account.updatedAt()),
                account.displayName(),
                account.description());
    }

    /** What clients send. */
    @Schema(name = "ServiceAccountRequest")
    record ServiceAccountBody(
            @Nullable String apiVersion,
            @Nullable String kind,
            @Nullable String id,
            @Nullable SentMetadata metadata,

            @Schema(minLength = 1, maxLength = 64) @Nullable String displayName,

            @Schema(maxLength = LONGEST_DESCRIPTION) @Nullable
            String description)
            implements SentResource {}

    /** What clients see. */
    @Schema(name = "ServiceAccount")
    record ServiceAccountView(
            String apiVersion, String kind, String id, Metadata metadata, String displayName, String description) {}
}
