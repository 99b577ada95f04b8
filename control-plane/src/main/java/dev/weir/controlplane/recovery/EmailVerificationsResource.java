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

/** {@code /weir/v1/email-verifications}: answering the letter that came after signup, or asking for another one. */
@Path("/weir/v1/email-verifications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class EmailVerificationsResource {
    private final EmailVerification verification;
    private final Attempts attempts;
    private final InBackground inBackground;

    EmailVerificationsResource(EmailVerification verification, Attempts attempts, InBackground inBackground) {
        this.verification = verification;
        this.attempts = attempts;
        this.inBackground = inBackground;
    }

    /** Answers the same whoever's address it is. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @APIResponseSchema(value = Accepted.class, responseCode = "202")
    public Accepted askAgain(EmailBody body, @Context HttpServerRequest request) {
        String email = Received.body(body).check();
        attempts.begin(Origin.of(request));
        if (attempts.mayMail(email)) {
            inBackground.run(() -> verification.askAgain(email));
        }
        return Accepted.of("EmailVerification", verification.needed());
    }

    @POST
    @Path("/complete")
    @APIResponse(responseCode = "204", description = "Done")
    @Consumes(MediaType.APPLICATION_JSON)
    public void complete(TokenBody body) {
        var fields = new Fields();
        String token = fields.required("/token", Received.body(body).token());
        fields.done();
        verification.answer(token);
    }

    /** The token of the letter. */
    @Schema(name = "EmailVerificationToken")
    record TokenBody(@Nullable String token) {
        @Override
        public String toString() {
            return "TokenBody";
        }
    }
}
