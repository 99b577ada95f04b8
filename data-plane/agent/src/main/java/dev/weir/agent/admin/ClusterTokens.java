package dev.weir.agent.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.agent.home.Json;
import dev.weir.tenants.broker.TokenAuthentication;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterSecret.SigningKey;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens that a cluster's brokers accept (HS256, RFC 7515 and 7519), as a gateway does. */
final class ClusterTokens {
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private ClusterTokens() {}

    /** Nothing while the cluster has no key that may sign. */
    static Optional<String> sign(ClusterSecret secret, String subject, Instant now) {
        return secret.keys().stream()
                .filter(key -> key.signsFrom() <= now.toEpochMilli())
                .max(Comparator.comparingLong(SigningKey::signsFrom))
                .map(key -> sign(key, secret.cluster(), subject, now));
    }

    private static String sign(SigningKey key, String cluster, String subject, Instant now) {
        String unsigned = encode(Map.of("alg", "HS256", "typ", "JWT", "kid", key.keyId()))
                + "."
                + encode(Map.of(
                        "iss",
                        TokenAuthentication.GATEWAY_ISSUER,
                        "aud",
                        cluster,
                        "sub",
                        subject,
                        "iat",
                        now.getEpochSecond(),
                        "exp",
                        now.plus(LIFE).getEpochSecond()));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(key.secret()), "HmacSHA256"));
            return unsigned + "." + BASE64.encodeToString(mac.doFinal(unsigned.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("can't sign for " + cluster, e);
        }
    }

    private static String encode(Map<String, ?> json) {
        return BASE64.encodeToString(Json.text(json).getBytes(UTF_8));
    }
}
