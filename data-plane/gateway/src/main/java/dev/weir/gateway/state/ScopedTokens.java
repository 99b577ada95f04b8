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
 * Tokens that stand for an API key for some minutes, for some topics, over HTTP. Each gateway of the cluster knows them. A
 * token ends with its key.
 */
@ApplicationScoped
public class ScopedTokens {
    private static final String ISSUER = "weir-http-token";
    private static final String TOPICS = "topics";
    private static final String OPERATIONS = "operations";
    private static final String KEY = "key";

    private final ClusterJwts jwts;
    private final TenantDirectory directory;

    ScopedTokens(ClusterJwts jwts, TenantDirectory directory) {
        this.jwts = jwts;
        this.directory = directory;
    }

    /**
     * What a token allows.
     *
     * @param accepted whose key it stands for
     * @param topics names, or beginnings of names with a star behind
     * @param operations READ, WRITE
     */
    public record Scoped(Authentication.Accepted accepted, List<String> topics, List<String> operations) {
        public Scoped {
            topics = List.copyOf(topics);
            operations = List.copyOf(operations);
        }
    }

    private static String audience(ClusterId cluster) {
        return cluster + "/http";
    }

    /** Nothing while the cluster has no key that may sign. */
    public Optional<String> issue(Scoped scoped, ApiKeyId key, Instant expires) {
        ClusterId cluster = scoped.accepted().cluster();
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(audience(cluster));
        claims.setSubject(scoped.accepted().principal().value());
        claims.setIssuedAtToNow();
        claims.setExpirationTime(NumericDate.fromMilliseconds(expires.toEpochMilli()));
        claims.setStringListClaim(TOPICS, scoped.topics());
        claims.setStringListClaim(OPERATIONS, scoped.operations());
        claims.setStringClaim(KEY, key.value());
        return jwts.sign(claims, cluster);
    }

    /** Whether somebody may have meant one of these: not checked. */
    public boolean looksLikeOne(String token) {
        return ClusterJwts.unchecked(token, ISSUER).isPresent();
    }

    /** Nothing for a token that isn't good, or isn't any more. */
    public Optional<Scoped> read(String token, ClusterId cluster) {
        return jwts.check(token, cluster, ISSUER, audience(cluster))
                .flatMap(claims -> read(claims, cluster))
                .filter(scoped -> directory.stillGood(scoped.accepted()));
    }

    private static Optional<Scoped> read(JwtClaims claims, ClusterId cluster) {
        try {
            Instant until = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
            var lent = new Credential.Lent(new ApiKeyId(claims.getStringClaimValue(KEY)), until);
            var accepted = new Authentication.Accepted(lent, PrincipalId.of(claims.getSubject()), cluster);
            return Optional.of(new Scoped(
                    accepted, claims.getStringListClaimValue(TOPICS), claims.getStringListClaimValue(OPERATIONS)));
        } catch (MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
