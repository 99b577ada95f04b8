package dev.weir.controlplane.session;

import dev.weir.controlplane.attempt.Attempts;
import dev.weir.controlplane.attempt.Origin;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.password.PasswordHash;
import dev.weir.controlplane.password.PasswordRules;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.WrongPassword;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.user.Account;
import dev.weir.controlplane.user.Accounts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** {@code PUT /weir/v1/password}: the caller's own, by the old one. All of their sessions end, this one too. */
@Path("/weir/v1/password")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PasswordResource {
    private final CurrentCaller caller;
    private final Accounts accounts;
    private final Attempts attempts;
    private final PasswordRules rules;
    private final ReplacePassword replacePassword;
    private final SystemDatabase system;

    PasswordResource(
            CurrentCaller caller,
            Accounts accounts,
            Attempts attempts,
            PasswordRules rules,
            ReplacePassword replacePassword,
            SystemDatabase system) {
        this.caller = caller;
        this.accounts = accounts;
        this.attempts = attempts;
        this.rules = rules;
        this.replacePassword = replacePassword;
        this.system = system;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public void change(PasswordBody body, @Context HttpServerRequest request) {
        Account account =
                accounts.find(People.user(caller.member())).orElseThrow(() -> new WrongPassword().toException());
        var fields = new Fields();
        String current =
                fields.required("/current_password", Received.body(body).currentPassword());
        String wanted = fields.required("/new_password", body.newPassword());
        rules.check(fields, "/new_password", wanted, account.email(), account.organizationName());
        fields.done();
        Origin origin = Origin.of(request);
        attempts.begin(account.email(), origin);
        if (!account.password().matches(current)) {
            throw new WrongPassword().toException();
        }
        attempts.succeeded(account.email(), origin);
        PasswordHash hash = PasswordHash.of(wanted);
        system.inNewTransaction(connection -> replacePassword.replace(account.user(), hash));
    }

    /** The old and the new one. */
    @Schema(name = "PasswordChange")
    record PasswordBody(
            @Nullable String currentPassword, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "PasswordBody";
        }
    }
}
