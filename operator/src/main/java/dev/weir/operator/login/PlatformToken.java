package dev.weir.operator.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TokenAuthentication;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterSecret.SigningKey;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A JWT (RFC 7519, HS256) that says at one cluster: this is the platform. */
final class PlatformToken {
    static final Duration LIFE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private PlatformToken() {}

    /** Nothing while no key of the cluster may sign. */
    static Optional<String> of(ClusterSecret secret, Instant now) {
        return secret.keys().stream()
                .filter(key -> key.signsFrom() <= now.toEpochMilli())
                .max(Comparator.comparingLong(SigningKey::signsFrom))
                .map(key -> signed(key, secret.cluster(), now));
    }

    // All values are of a shape that needs no escapes: key ids and cluster ids are letters, digits and dashes.
    private static String signed(SigningKey key, String cluster, Instant now) {
        String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(key.keyId());
        String claims = "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(
                        TokenAuthentication.GATEWAY_ISSUER,
                        cluster,
                        BrokerSpec.PLATFORM_USER,
                        now.getEpochSecond(),
                        now.plus(LIFE).getEpochSecond());
        String unsigned = encoded(header) + "." + encoded(claims);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(key.secret()), ALGORITHM));
            return unsigned + "." + BASE64.encodeToString(mac.doFinal(unsigned.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("can't sign for " + cluster, e);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(UTF_8));
    }
}
