package dev.weir.controlplane.session;

import dev.weir.controlplane.attempt.Origin;
import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.CallerKey;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.session.SessionViews.LoginBody;
import dev.weir.controlplane.session.SessionViews.NewSessionView;
import dev.weir.controlplane.session.SessionViews.SessionListView;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.id.SessionId;
import dev.weir.tenants.id.UserId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /weir/v1/sessions}: logging in, and the caller's own logins. */
@Path("/weir/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SessionsResource {
    private static final String CURRENT = "current";

    private final CurrentCaller caller;
    private final LogIn logIn;
    private final SessionStore sessions;
    private final SessionTokens tokens;
    private final Clock clock;

    SessionsResource(CurrentCaller caller, LogIn logIn, SessionStore sessions, SessionTokens tokens, Clock clock) {
        this.caller = caller;
        this.logIn = logIn;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @APIResponseSchema(value = NewSessionView.class, responseCode = "201")
    public NewSessionView begin(LoginBody body, @Context HttpServerRequest request) {
        var fields = new Fields();
        String email = fields.required("/email", Received.body(body).email());
        String password = fields.required("/password", body.password());
        fields.done();
        return SessionViews.of(logIn.logIn(email, password, Origin.of(request)));
    }

    @GET
    public SessionListView list() {
        OrganizationCaller member = caller.member();
        Instant now = clock.instant();
        return new SessionListView(
                "weir/v1",
                "SessionList",
                sessions.ofUser(People.user(member), now, tokens.idleSince(now)).stream()
                        .map(session -> SessionViews.of(session, member))
                        .toList());
    }

    /** All but the one by which this request came. */
    @DELETE
    public void endOthers() {
        OrganizationCaller member = caller.member();
        UserId user = People.user(member);
        switch (member.key()) {
            case CallerKey.Session current -> sessions.endOthers(user, current.id());
            case CallerKey.Key key -> sessions.endAll(user);
            case CallerKey.IssuedToken token -> sessions.endAll(user);
        }
    }

    @DELETE
    @Path("/{id}")
    public void end(String id) {
        OrganizationCaller member = caller.member();
        SessionId session = id.equals(CURRENT) && member.key() instanceof CallerKey.Session current
                ? current.id()
                : Received.id("session", id, SessionId::new);
        if (!sessions.end(People.user(member), session)) {
            throw NotFound.of("session", id).toException();
        }
    }
}
