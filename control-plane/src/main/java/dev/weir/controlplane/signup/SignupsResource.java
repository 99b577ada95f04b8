package dev.weir.controlplane.signup;

import dev.weir.controlplane.password.PasswordRules;
import dev.weir.controlplane.problem.Problem.SignupClosed;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.signup.SignupBody.FirstKey;
import dev.weir.controlplane.signup.SignupBody.Named;
import dev.weir.controlplane.signup.SignupBody.SignedUp;
import dev.weir.controlplane.signup.SignupBody.SignupView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code POST /weir/v1/signups}, the one change that needs no credentials. */
@Path("/weir/v1/signups")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SignupsResource {
    private final SignupConfig config;
    private final PasswordRules rules;
    private final SignUp signUp;

    SignupsResource(SignupConfig config, PasswordRules rules, SignUp signUp) {
        this.config = config;
        this.rules = rules;
        this.signUp = signUp;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @APIResponseSchema(value = SignupView.class, responseCode = "201")
    public SignupView create(SignupBody body) {
        switch (config.mode()) {
            case OPEN, INVITATION -> {}
            case CLOSED -> throw new SignupClosed().toException();
        }
        SignUp.Tenant tenant = signUp.signUp(Received.body(body).check(rules));
        return new SignupView(
                "weir/v1",
                "Signup",
                new Named(
                        tenant.organization().id().value(),
                        tenant.organization().displayName()),
                new SignedUp(tenant.user().id().value(), tenant.user().email()),
                new Named(
                        tenant.environment().id().value(), tenant.environment().displayName()),
                new FirstKey(tenant.key().key().id().value(), tenant.key().secret()),
                tenant.emailVerification());
    }
}
