package dev.weir.controlplane.rolebinding;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.RoleBinding;
import dev.weir.controlplane.authorization.RoleBindingStore;
import dev.weir.controlplane.authorization.RoleBindingStore.Filter;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.InvalidFilter;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.RoleBindingId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /iam/v2/role-bindings}. */
@Path("/iam/v2/role-bindings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RoleBindingsResource {
    private static final String PATH = "/iam/v2/role-bindings";
    private static final String USER = "User:";

    private final CurrentCaller caller;
    private final RoleBindingStore bindings;
    private final CreateRoleBinding createRoleBinding;
    private final DeleteRoleBinding deleteRoleBinding;
    private final Links links;

    RoleBindingsResource(
            CurrentCaller caller,
            RoleBindingStore bindings,
            CreateRoleBinding createRoleBinding,
            DeleteRoleBinding deleteRoleBinding,
            Links links) {
        this.caller = caller;
        this.bindings = bindings;
        this.createRoleBinding = createRoleBinding;
        this.deleteRoleBinding = deleteRoleBinding;
        this.links = links;
    }

    /** @param pattern how {@code crn_pattern} begins; a star at its end says the same */
    @GET
    public ListBody<RoleBindingView> list(
            @QueryParam("principal") @Nullable String principal,
            @QueryParam("role_name") @Nullable String role,
            @QueryParam("crn_pattern") @Nullable String pattern,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        OrganizationCaller member = caller.member();
        var filters = new LinkedHashMap<String, String>();
        put(filters, "principal", principal);
        put(filters, "role_name", role);
        put(filters, "crn_pattern", pattern);
        var request = PageRequest.parse(member.organization(), "role-bindings:" + filters, size, token);
        var filter = new Filter(
                principal == null || principal.isEmpty() ? null : principal(principal),
                role == null || role.isEmpty() ? null : role(role),
                pattern == null || pattern.isEmpty() ? null : prefix(pattern),
                member.principal(),
                member.grants().reach(Action.MANAGE_ROLES));
        return ListBody.of(
                links,
                "iam/v2",
                "RoleBindingList",
                PATH,
                filters,
                bindings.list(request, filter).map(this::view));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @APIResponseSchema(value = RoleBindingView.class, responseCode = "201")
    public RoleBindingView create(RoleBindingRequest body) {
        caller.member();
        return view(createRoleBinding.create(Received.body(body).check()));
    }

    @GET
    @Path("/{id}")
    public RoleBindingView get(String id) {
        RoleBinding found = bindings.find(caller.member().organization(), parse(id))
                .orElseThrow(() -> NotFound.of("role binding", id).toException());
        caller.requireUnlessOwn(found.principal(), Action.MANAGE_ROLES, found.scope());
        return view(found);
    }

    /** Answers what it was, unlike other resources, as existing clients expect. */
    @DELETE
    @Path("/{id}")
    public RoleBindingView delete(String id) {
        caller.member();
        return view(deleteRoleBinding.delete(parse(id)));
    }

    private static void put(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            if (!Fields.isPrintable(value)) {
                throw new InvalidFilter(name, name + " has control characters.").toException();
            }
            filters.put(name, value);
        }
    }

    private static PrincipalId principal(String text) {
        return Received.id("principal", text.startsWith(USER) ? text.substring(USER.length()) : text, PrincipalId::of);
    }

    private static Role role(String text) {
        return Role.ofApiName(text)
                .orElseThrow(() -> new InvalidFilter("role_name", "There is no such role.").toException());
    }

    private static String prefix(String text) {
        return text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
    }

    private static RoleBindingId parse(String id) {
        return Received.id("role binding", id, RoleBindingId::new);
    }

    private RoleBindingView view(RoleBinding binding) {
        return new RoleBindingView(
                "iam/v2",
                "RoleBinding",
                binding.id().value(),
                links.metadata(
                        PATH + "/" + binding.id(),
                        Crn.of(binding.organization(), binding.id()),
                        binding.createdAt(),
                        binding.updatedAt()),
                USER + binding.principal().value(),
                binding.role().apiName(),
                binding.crnPattern());
    }

    /** What clients see: what they have sent. */
    @Schema(name = "RoleBinding")
    record RoleBindingView(
            String apiVersion,
            String kind,
            String id,
            Metadata metadata,
            String principal,
            String roleName,
            String crnPattern) {}
}
