package dev.weir.controlplane.recovery;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.recovery.MailedTokens.Issued;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.user.Account;
import dev.weir.controlplane.user.Accounts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code POST /weir/v1/admin/password-resets}: a token to hand over, where there is no SMTP. */
@Path("/weir/v1/admin/password-resets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AdminPasswordResetsResource {
    private static final Logger LOG = Logger.getLogger(AdminPasswordResetsResource.class);

    private final CurrentCaller caller;
    private final Accounts accounts;
    private final PasswordReset reset;

    AdminPasswordResetsResource(CurrentCaller caller, Accounts accounts, PasswordReset reset) {
        this.caller = caller;
        this.accounts = accounts;
        this.reset = reset;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @APIResponseSchema(value = IssuedView.class, responseCode = "201")
    public IssuedView issue(EmailBody body) {
        caller.platformAdmin();
        String email = Received.body(body).check();
        Account account =
                accounts.byEmail(email).orElseThrow(() -> new NotFound("user", email, "/email").toException());
        Issued issued = reset.issue(account);
        LOG.infof("user=%s org=%s password reset issued", account.user(), account.organization());
        return new IssuedView("weir/v1", "PasswordReset", account.user().value(), issued.token(), issued.expiresAt());
    }

    /** @param token shown here and never again */
    @Schema(name = "PasswordResetToken")
    record IssuedView(String apiVersion, String kind, String user, String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "IssuedView[user=" + user + "]";
        }
    }
}
