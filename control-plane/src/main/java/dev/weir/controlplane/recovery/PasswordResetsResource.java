package dev.weir.controlplane.recovery;

import dev.weir.controlplane.attempt.Attempts;
import dev.weir.controlplane.attempt.Origin;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.shape.Received;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /weir/v1/password-resets}: asking for a letter, and choosing another password by what stands in it. */
@Path("/weir/v1/password-resets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PasswordResetsResource {
    private final PasswordReset reset;
    private final Attempts attempts;
    private final InBackground inBackground;

    PasswordResetsResource(PasswordReset reset, Attempts attempts, InBackground inBackground) {
        this.reset = reset;
        this.attempts = attempts;
        this.inBackground = inBackground;
    }

    /** Answers the same whoever's address it is. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @APIResponseSchema(value = Accepted.class, responseCode = "202")
    public Accepted ask(EmailBody body, @Context HttpServerRequest request) {
        String email = Received.body(body).check();
        attempts.begin(Origin.of(request));
        if (attempts.mayMail(email)) {
            inBackground.run(() -> reset.mail(email));
        }
        return Accepted.of("PasswordReset", reset.byMail());
    }

    @POST
    @Path("/complete")
    @APIResponse(responseCode = "204", description = "Done")
    @Consumes(MediaType.APPLICATION_JSON)
    public void complete(NewPasswordBody body) {
        var fields = new Fields();
        String token = fields.required("/token", Received.body(body).token());
        fields.done();
        reset.complete(token, body.newPassword());
    }

    /** The letter's token, and what the password is from now on. */
    @Schema(name = "PasswordResetCompletion")
    record NewPasswordBody(@Nullable String token, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "NewPasswordBody";
        }
    }
}
