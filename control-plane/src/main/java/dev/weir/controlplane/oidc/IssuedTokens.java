package dev.weir.controlplane.oidc;

import dev.weir.controlplane.auth.BearerAuthentication;
import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.CallerKey;
import dev.weir.controlplane.auth.UserCallers;
import dev.weir.controlplane.user.Accounts;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * The issuer's JWTs. Quarkus checks signature, time, issuer and audience, and nothing before it is asked here; so other
 * Bearer tokens don't concern it. A user is found by the e-mail address, which the issuer must have verified.
 */
@ApplicationScoped
class IssuedTokens implements BearerAuthentication {
    private static final Logger LOG = Logger.getLogger(IssuedTokens.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PARTS = 3;

    private final OidcConfig config;
    private final CurrentVertxRequest request;
    private final Accounts accounts;
    private final UserCallers callers;

    IssuedTokens(OidcConfig config, CurrentVertxRequest request, Accounts accounts, UserCallers callers) {
        this.config = config;
        this.request = request;
        this.accounts = accounts;
        this.callers = callers;
    }

    @Override
    public Optional<OrganizationCaller> authenticate(String token) {
        if (config.issuer().isEmpty() || token.split("\\.", -1).length != PARTS) {
            return Optional.empty();
        }
        return verified()
                .filter(jwt -> Boolean.parseBoolean(String.valueOf(jwt.<Object>getClaim("email_verified"))))
                .flatMap(jwt -> Optional.ofNullable(jwt.<Object>getClaim("email"))
                        .flatMap(email -> accounts.byEmail(email.toString()))
                        .flatMap(account -> callers.find(account.user(), new CallerKey.IssuedToken(jwt.getSubject()))));
    }

    private Optional<JsonWebToken> verified() {
        try {
            SecurityIdentity identity = QuarkusHttpUser.getSecurityIdentity(request.getCurrent(), null)
                    .await()
                    .atMost(PATIENCE);
            return identity.getPrincipal() instanceof JsonWebToken jwt ? Optional.of(jwt) : Optional.empty();
        } catch (AuthenticationFailedException e) {
            LOG.debugf(e, "token refused");
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warnf("issuer=%s can't be asked: %s", config.issuer().orElse(""), e);
            return Optional.empty();
        }
    }
}
