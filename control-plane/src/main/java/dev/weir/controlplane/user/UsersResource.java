package dev.weir.controlplane.user;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.Metadata;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.shape.SentResource;
import dev.weir.tenants.id.UserId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** {@code /iam/v2/users}. */
@Path("/iam/v2/users")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class UsersResource {
    private static final String PATH = "/iam/v2/users";
    private static final String LOCAL = "AUTH_TYPE_LOCAL";
    private static final int LONGEST_NAME = 128;

    private final CurrentCaller caller;
    private final UserStore users;
    private final ChangeUser changeUser;
    private final DeleteUser deleteUser;
    private final Links links;

    UsersResource(CurrentCaller caller, UserStore users, ChangeUser changeUser, DeleteUser deleteUser, Links links) {
        this.caller = caller;
        this.users = users;
        this.changeUser = changeUser;
        this.deleteUser = deleteUser;
        this.links = links;
    }

    @GET
    public ListBody<UserView> list(
            @QueryParam("page_size") @Nullable String size, @QueryParam("page_token") @Nullable String token) {
        var member = caller.member();
        var request = PageRequest.parse(member.organization(), "users", size, token);
        var only = member.may(Action.READ_PRINCIPALS, Scope.organization()) ? null : member.principal();
        return ListBody.of(
                links,
                "iam/v2",
                "UserList",
                PATH,
                Map.of(),
                users.list(request, only).map(this::view));
    }

    @GET
    @Path("/{id}")
    public UserView get(String id) {
        User found = users.find(caller.member().organization(), parse(id))
                .orElseThrow(() -> NotFound.of("user", id).toException());
        caller.requireUnlessOwn(found.id(), Action.READ_PRINCIPALS, Scope.organization());
        return view(found);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}")
    public UserView patch(String id, UserBody body) {
        var organization =
                caller.require(Action.MANAGE_PRINCIPALS, Scope.organization()).organization();
        var fields = new Fields();
        Received.body(body).requireKind(fields, "iam/v2", "User", id);
        fields.text("/full_name", body.fullName(), LONGEST_NAME);
        if (body.authType() != null
                && !body.authType().isEmpty()
                && !body.authType().equals(LOCAL)) {
            fields.reject("/auth_type", "must be " + LOCAL + " or left out");
        }
        fields.done();
        return view(changeUser.change(organization, parse(id), body.fullName(), body.email()));
    }

    @DELETE
    @Path("/{id}")
    public void delete(String id) {
        deleteUser.delete(
                caller.require(Action.MANAGE_PRINCIPALS, Scope.organization()).organization(), parse(id));
    }

    private static UserId parse(String id) {
        return Received.id("user", id, UserId::new);
    }

    private UserView view(User user) {
        return new UserView(
                "iam/v2",
                "User",
                user.id().value(),
                links.metadata(
                        PATH + "/" + user.id(),
                        Crn.of(user.organization(), user.id()),
                        user.createdAt(),
                        user.updatedAt()),
                user.email(),
                user.fullName(),
                LOCAL);
    }

    /** What clients send. */
    @Schema(name = "UserRequest")
    record UserBody(
            @Nullable String apiVersion,
            @Nullable String kind,
            @Nullable String id,
            @Nullable SentMetadata metadata,
            @Nullable String fullName,
            @Nullable String email,
            @Schema(description = "Read-only.") @Nullable String authType)
            implements SentResource {}

    /** What clients see. */
    @Schema(name = "User")
    record UserView(
            String apiVersion,
            String kind,
            String id,
            Metadata metadata,
            String email,
            String fullName,
            String authType) {}
}
