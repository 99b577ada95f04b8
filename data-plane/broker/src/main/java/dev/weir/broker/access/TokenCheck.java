package dev.weir.broker.access;

import dev.weir.tenants.broker.TokenAuthentication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.internals.secured.BasicOAuthBearerToken;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Checks a token's signature (HS256), issuer, audience, expiry, time of issue and subject (RFC 7519). Kafka's own
 * validator does the same, but it finds its keys only under paths that need no escaping in a URL: none with a space.
 */
public final class TokenCheck {
    private static final String KEYS = SaslConfigs.SASL_OAUTHBEARER_JWKS_ENDPOINT_URL;
    private static final String ISSUER = SaslConfigs.SASL_OAUTHBEARER_EXPECTED_ISSUER;
    private static final String AUDIENCE = SaslConfigs.SASL_OAUTHBEARER_EXPECTED_AUDIENCE;
    private static final int SKEW_SECONDS = 30;

    private final JwtConsumer consumer;

    private TokenCheck(Path keys, String issuer, String audience) throws IOException {
        consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256))
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setVerificationKeyResolver(new KeyFile(keys))
                .build();
    }

    /** Kafka's settings, without the prefix of listener and mechanism, that {@link #of} reads. */
    public static Map<String, String> settings(TokenAuthentication tokens) {
        return Map.of(
                KEYS,
                Path.of(tokens.jwksFile()).toUri().toString(),
                ISSUER,
                tokens.issuer(),
                AUDIENCE,
                tokens.audience());
    }

    /**
     * As {@link #settings} said.
     *
     * @param configs a listener's, in which a mechanism's own settings begin with the mechanism's name
     * @throws ConfigException if the keys can't be read
     */
    static TokenCheck of(Map<String, ?> configs, String mechanism) {
        String prefix = mechanism.toLowerCase(Locale.ROOT) + ".";
        try {
            return new TokenCheck(
                    Path.of(URI.create(setting(configs, prefix + KEYS))),
                    setting(configs, prefix + ISSUER),
                    setting(configs, prefix + AUDIENCE));
        } catch (IOException unreadable) {
            throw new ConfigException("The keys of the tokens can't be read: " + unreadable.getMessage());
        }
    }

    private static String setting(Map<String, ?> configs, String name) {
        return switch (configs.get(name)) {
            case String value -> value;
            case List<?> values when values.size() == 1 -> String.valueOf(values.getFirst());
            case null, default -> throw new ConfigException("The listener lacks one value of " + name);
        };
    }

    OAuthBearerToken token(String serialized) throws InvalidJwtException, MalformedClaimException {
        JwtClaims claims = consumer.processToClaims(serialized);
        return new BasicOAuthBearerToken(
                serialized,
                Set.of(),
                claims.getExpirationTime().getValueInMillis(),
                claims.getSubject(),
                claims.getIssuedAt().getValueInMillis());
    }
}
