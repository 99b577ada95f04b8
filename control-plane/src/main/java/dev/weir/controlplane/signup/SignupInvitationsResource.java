package dev.weir.controlplane.signup;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.user.EmailAddresses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /weir/v1/admin/signup-invitations}: codes for who may sign up where not everybody may. */
@Path("/weir/v1/admin/signup-invitations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SignupInvitationsResource {
    private static final Logger LOG = Logger.getLogger(SignupInvitationsResource.class);

    private final CurrentCaller caller;
    private final SignupInvitations invitations;

    SignupInvitationsResource(CurrentCaller caller, SignupInvitations invitations) {
        this.caller = caller;
        this.invitations = invitations;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @APIResponseSchema(value = CodeView.class, responseCode = "201")
    public CodeView issue(CodeBody body) {
        caller.platformAdmin();
        var fields = new Fields();
        String sent = Received.body(body).email();
        String email = sent == null ? null : EmailAddresses.required(fields, "/email", sent);
        fields.done();
        var issued = invitations.issue(email);
        LOG.infof("signup-invitation=%s issued", issued.id());
        return new CodeView(
                "weir/v1", "SignupInvitation", issued.id(), issued.code(), issued.email(), issued.expiresAt());
    }

    @DELETE
    @Path("/{id}")
    public void withdraw(String id) {
        caller.platformAdmin();
        if (!Fields.isPrintable(id) || !invitations.withdraw(id)) {
            throw NotFound.of("signup invitation", id).toException();
        }
    }

    /** @param email who alone may use the code; left out: anybody */
    @Schema(name = "SignupInvitationRequest")
    record CodeBody(@Nullable String email) {}

    /** @param code shown here and never again */
    @Schema(name = "SignupInvitation")
    record CodeView(
            String apiVersion,
            String kind,
            String id,
            String code,
            @Nullable String email,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "CodeView[id=" + id + "]";
        }
    }
}
