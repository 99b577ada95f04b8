package dev.weir.controlplane.invitation;

import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.user.User;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code POST /weir/v1/invitations/accept}: who has the token needs no other credentials. */
@Path("/weir/v1/invitations/accept")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AcceptanceResource {
    private static final int LONGEST_NAME = 128;

    private final AcceptInvitation acceptInvitation;

    AcceptanceResource(AcceptInvitation acceptInvitation) {
        this.acceptInvitation = acceptInvitation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @APIResponseSchema(value = AcceptanceView.class, responseCode = "201")
    public AcceptanceView accept(AcceptanceBody body) {
        var fields = new Fields();
        String token = fields.required("/token", Received.body(body).token());
        String name = fields.text("/full_name", body.fullName(), LONGEST_NAME);
        fields.done();
        User user = acceptInvitation.accept(token, body.password(), name);
        return new AcceptanceView(
                "weir/v1",
                "InvitationAcceptance",
                new NewUser(user.id().value(), user.email(), user.fullName()),
                new Home(user.organization().value()));
    }

    /** What whoever is invited sends. */
    @Schema(name = "InvitationAcceptanceRequest")
    record AcceptanceBody(
            @Nullable String token,
            @Nullable String password,
            @Nullable String fullName) {
        @Override
        public String toString() {
            return "AcceptanceBody";
        }
    }

    /** Who they are now. */
    @Schema(name = "InvitationAcceptance")
    record AcceptanceView(String apiVersion, String kind, NewUser user, Home organization) {}

    /** The user that they are. */
    record NewUser(String id, String email, String fullName) {}

    /** Where they belong. */
    record Home(String id) {}
}
