package dev.weir.gateway.state;

import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/**
 * Tokens that stand for an API key for some minutes on the Kafka ports: who has one may do what the key may, and never
 * sees the secret. Each gateway of the cluster knows them. A token ends with its key.
 */
@ApplicationScoped
public class LoginTokens {
    private static final String ISSUER = "weir-login-token";
    private static final String AUDIENCE = "/kafka";
    private static final String KEY = "key";

    private final ClusterJwts jwts;
    private final TenantDirectory directory;

    LoginTokens(ClusterJwts jwts, TenantDirectory directory) {
        this.jwts = jwts;
        this.directory = directory;
    }

    /** Nothing while the cluster has no key that may sign. */
    public Optional<String> issue(Authentication.Accepted accepted, ApiKeyId key, Instant expires) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(accepted.cluster() + AUDIENCE);
        claims.setSubject(accepted.principal().value());
        claims.setIssuedAtToNow();
        claims.setExpirationTime(NumericDate.fromMilliseconds(expires.toEpochMilli()));
        claims.setStringClaim(KEY, key.value());
        return jwts.sign(claims, accepted.cluster());
    }

    /** The cluster that a token of this kind names; nothing when it is of another kind. Not checked. */
    public Optional<ClusterId> clusterOf(String token) {
        return ClusterJwts.unchecked(token, ISSUER).flatMap(LoginTokens::cluster);
    }

    private static Optional<ClusterId> cluster(JwtClaims claims) {
        try {
            List<String> audience = claims.getAudience();
            return audience.size() == 1 && audience.getFirst().endsWith(AUDIENCE)
                    ? Optional.of(new ClusterId(
                            audience.getFirst().substring(0, audience.getFirst().length() - AUDIENCE.length())))
                    : Optional.empty();
        } catch (MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whom it lets in; nothing for a token that isn't good, or isn't any more. */
    public Optional<Authentication> read(String token, ClusterId cluster) {
        return jwts.check(token, cluster, ISSUER, cluster + AUDIENCE)
                .flatMap(claims -> accepted(claims, cluster))
                .map(directory::admit);
    }

    private static Optional<Authentication.Accepted> accepted(JwtClaims claims, ClusterId cluster) {
        try {
            Instant until = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
            var lent = new Credential.Lent(new ApiKeyId(claims.getStringClaimValue(KEY)), until);
            return Optional.of(new Authentication.Accepted(lent, PrincipalId.of(claims.getSubject()), cluster));
        } catch (MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
