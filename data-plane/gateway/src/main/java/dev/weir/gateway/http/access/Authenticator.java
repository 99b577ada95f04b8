package dev.weir.gateway.http.access;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.identity.Ruling;
import dev.weir.gateway.identity.TokenJudge;
import dev.weir.gateway.state.Authentication;
import dev.weir.gateway.state.ScopedTokens;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Tells who calls: by a cluster's API key, or by a token of an issuer that the cluster's organization trusts. */
@ApplicationScoped
public class Authenticator {
    private static final String BEARER = "Bearer ";

    private final TenantDirectory tenants;
    private final TokenJudge tokens;
    private final ScopedTokens scoped;

    /**
     * What is asked for.
     *
     * @param method of HTTP
     * @param path without its query
     * @param cluster in the path, if there is one
     */
    public record Asking(
            String method, String path, @Nullable String cluster) {}

    Authenticator(TenantDirectory tenants, TokenJudge tokens, ScopedTokens scoped) {
        this.scoped = scoped;
        this.tenants = tenants;
        this.tokens = tokens;
    }

    /**
     * @param header the request's {@code Authorization}
     * @return fails with a {@link dev.weir.gateway.http.problem.ProblemException} for whoever isn't let in
     */
    public CompletableFuture<Caller> authenticate(@Nullable String header, Asking asking) {
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return byToken(header.substring(BEARER.length()).strip(), asking);
        }
        return BasicCredentials.parse(header)
                .map(credentials -> byKey(credentials, asking.cluster()))
                .orElseGet(() -> CompletableFuture.failedFuture(new Problem.NotAuthenticated(
                                "Authentication failed: use HTTP Basic with a cluster's API key and its secret.")
                        .asException()));
    }

    private CompletableFuture<Caller> byKey(BasicCredentials credentials, @Nullable String asked) {
        return tenants.authenticateNewcomer(credentials.user(), credentials.password())
                .thenApply(result -> inItsCluster(caller(result), asked));
    }

    private CompletableFuture<Caller> byScopedToken(String token, ClusterId cluster, Asking asking) {
        return scoped.read(token, cluster)
                .map(known -> new Scope(known.topics(), known.operations()).allows(asking.method(), asking.path())
                        ? CompletableFuture.completedFuture(Caller.of(known.accepted()))
                        : CompletableFuture.<Caller>failedFuture(
                                new Problem.Forbidden("The token isn't for this.").asException()))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new Problem.NotAuthenticated("Authentication failed: the token is over, or isn't one.")
                                .asException()));
    }

    private CompletableFuture<Caller> byToken(String token, Asking asking) {
        String asked = asking.cluster();
        if (asked == null) {
            return CompletableFuture.failedFuture(
                    new Problem.NotAuthenticated("Authentication failed: a token needs the cluster in the path.")
                            .asException());
        }
        ClusterId cluster;
        try {
            cluster = new ClusterId(asked);
        } catch (IllegalArgumentException _) {
            return CompletableFuture.failedFuture(new Problem.UnknownCluster(asked).asException());
        }
        if (scoped.looksLikeOne(token)) {
            return byScopedToken(token, cluster, asking);
        }
        return tokens.judge(token, cluster).thenApply(ruling -> switch (ruling) {
            case Ruling.Known known -> caller(known.authentication()).tolerating(tokens.tolerance());
            case Ruling.Doubtful doubtful ->
                throw new Problem.NotAuthenticated("Authentication failed: " + doubtful.reason() + ".").asException();
        });
    }

    /** Another's cluster is as unknown as one that isn't there. */
    private static Caller inItsCluster(Caller caller, @Nullable String asked) {
        if (asked != null && !asked.equals(caller.cluster().value())) {
            throw new Problem.UnknownCluster(asked).asException();
        }
        return caller;
    }

    private static Caller caller(Authentication result) {
        return switch (result) {
            case Authentication.Accepted accepted -> Caller.of(accepted);
            case Authentication.WrongCredentials _ ->
                throw new Problem.NotAuthenticated("Authentication failed: unknown API key or wrong secret.")
                        .asException();
            case Authentication.Revoked _ ->
                throw new Problem.NotAuthenticated("Authentication failed: the API key was revoked.").asException();
            case Authentication.ClusterGone _ ->
                throw new Problem.NotAuthenticated("Authentication failed: the API key's cluster does not exist.")
                        .asException();
            case Authentication.ClusterSuspended suspended ->
                throw new Problem.Forbidden("Cluster " + suspended.cluster()
                                + " is suspended. Its data is kept; ask whoever runs this Weir.")
                        .asException();
        };
    }
}
