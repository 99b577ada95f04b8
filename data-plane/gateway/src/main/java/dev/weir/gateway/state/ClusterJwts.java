package dev.weir.gateway.state;

import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterSecret.SigningKey;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * Signs and checks what a gateway hands to clients and knows again, or another gateway does (JWT, HS256), under the
 * cluster's secret. Issuers and audiences have to be others than brokers accept.
 */
@ApplicationScoped
class ClusterJwts {
    private final StateTables tables;

    ClusterJwts(StateTables tables) {
        this.tables = tables;
    }

    /** Nothing while the cluster has no key that may sign. */
    Optional<String> sign(JwtClaims claims, ClusterId cluster) {
        long now = System.currentTimeMillis();
        return keys(cluster).stream()
                .filter(key -> key.signsFrom() <= now)
                .max(Comparator.comparingLong(SigningKey::signsFrom))
                .map(key -> sign(claims, key));
    }

    private static String sign(JwtClaims claims, SigningKey signing) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKeyIdHeaderValue(signing.keyId());
        signature.setKey(key(signing));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("can't sign", e);
        }
    }

    /** Nothing for a token that isn't good, or isn't any more. */
    Optional<JwtClaims> check(String token, ClusterId cluster, String issuer, String audience) {
        return keys(cluster).stream()
                .map(signing -> check(token, signing, issuer, audience))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<JwtClaims> check(String token, SigningKey signing, String issuer, String audience) {
        try {
            return Optional.of(new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256))
                    .setVerificationKey(key(signing))
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience(audience)
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .build()
                    .processToClaims(token));
        } catch (InvalidJwtException e) {
            return Optional.empty();
        }
    }

    /** What a token says of itself when it names this issuer: nothing of it has been checked. */
    static Optional<JwtClaims> unchecked(String token, String issuer) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .processToClaims(token);
            return issuer.equals(claims.getIssuer()) ? Optional.of(claims) : Optional.empty();
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private List<SigningKey> keys(ClusterId cluster) {
        ClusterSecret secret = tables.secrets.get(cluster.value());
        return secret == null ? List.of() : secret.keys();
    }

    private static HmacKey key(SigningKey signing) {
        return new HmacKey(Base64.getUrlDecoder().decode(signing.secret()));
    }
}
