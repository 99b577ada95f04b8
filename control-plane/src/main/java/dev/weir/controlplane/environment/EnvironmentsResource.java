package dev.weir.controlplane.environment;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.environment.EnvironmentBody.EnvironmentView;
import dev.weir.controlplane.environment.EnvironmentBody.Governance;
import dev.weir.controlplane.idempotency.Idempotent;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.NameFilter;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.id.EnvironmentId;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /org/v2/environments}. */
@Path("/org/v2/environments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class EnvironmentsResource {
    private static final String PATH = "/org/v2/environments";

    private final CurrentCaller caller;
    private final EnvironmentStore environments;
    private final CreateEnvironment createEnvironment;
    private final ChangeEnvironment changeEnvironment;
    private final DeleteEnvironment deleteEnvironment;
    private final Links links;

    EnvironmentsResource(
            CurrentCaller caller,
            EnvironmentStore environments,
            CreateEnvironment createEnvironment,
            ChangeEnvironment changeEnvironment,
            DeleteEnvironment deleteEnvironment,
            Links links) {
        this.caller = caller;
        this.environments = environments;
        this.createEnvironment = createEnvironment;
        this.changeEnvironment = changeEnvironment;
        this.deleteEnvironment = deleteEnvironment;
        this.links = links;
    }

    /** Clients try a new key by this list, so it answers to anybody; everybody sees where they have a role. */
    @GET
    public ListBody<EnvironmentView> list(
            @QueryParam("display_name") List<String> names,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        OrganizationCaller member = caller.member();
        NameFilter filter = NameFilter.of("display_name", names);
        PageRequest request = PageRequest.parse(member.organization(), "environments" + filter.suffix(), size, token);
        Page<Environment> page =
                environments.list(request, member.grants().reach(Action.READ_ENVIRONMENT), filter.wanted());
        return ListBody.of(links, "org/v2", "EnvironmentList", PATH, filter.query(), page.map(this::view));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Idempotent
    @APIResponseSchema(value = EnvironmentView.class, responseCode = "201")
    public EnvironmentView create(EnvironmentBody body) {
        var organization =
                caller.require(Action.CREATE_ENVIRONMENT, Scope.organization()).organization();
        var fields = new Fields();
        Received.body(body).requireKind(fields, "org/v2", "Environment");
        String name = fields.name("/display_name", body.displayName());
        String governance = body.governance(fields);
        fields.done();
        return view(createEnvironment.create(organization, name, governance));
    }

    @GET
    @Path("/{id}")
    public EnvironmentView get(String id) {
        return view(find(id, Action.READ_ENVIRONMENT));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public EnvironmentView patch(String id, EnvironmentBody body) {
        Environment present = find(id, Action.CHANGE_ENVIRONMENT);
        var fields = new Fields();
        Received.body(body).requireKind(fields, "org/v2", "Environment", id);
        String sent = body.displayName();
        String name = sent == null ? null : fields.name("/display_name", sent);
        String governance = body.governance(fields);
        fields.done();
        return view(changeEnvironment.change(present.organization(), present.id(), name, governance));
    }

    @DELETE
    @Path("/{id}")
    public void delete(String id) {
        Environment present = find(id, Action.DELETE_ENVIRONMENT);
        deleteEnvironment.delete(present.organization(), present.id());
    }

    private Environment find(String id, Action action) {
        Environment found = environments
                .find(caller.member().organization(), parse(id))
                .orElseThrow(() -> NotFound.of("environment", id).toException());
        caller.require(action, Scope.of(found.id()));
        return found;
    }

    private static EnvironmentId parse(String id) {
        return Received.id("environment", id, EnvironmentId::new);
    }

    private EnvironmentView view(Environment environment) {
        String governance = environment.governancePackage();
        return new EnvironmentView(
                "org/v2",
                "Environment",
                environment.id().value(),
                links.metadata(
                        PATH + "/" + environment.id(),
                        Crn.of(environment.organization(), environment.id()),
                        environment.createdAt(),
                        environment.updatedAt()),
                environment.displayName(),
                governance == null ? null : new Governance(governance));
    }
}
