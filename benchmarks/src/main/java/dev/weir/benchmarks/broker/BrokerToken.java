package dev.weir.benchmarks.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as a gateway does: HS256 under the cluster's secret, the principal as subject. */
final class BrokerToken {
    private static final String KEY_ID = "bench";
    private static final int SECRET_BYTES = 32;
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final byte[] secret = new byte[SECRET_BYTES];

    BrokerToken() {
        new SecureRandom().nextBytes(secret);
    }

    /** The set of keys as the broker reads it. */
    String keySet() {
        return """
                {"keys":[{"kty":"oct","alg":"HS256","use":"sig","kid":"%s","k":"%s"}]}""".formatted(KEY_ID, base64(secret));
    }

    String sign(String issuer, String audience, String subject) {
        long now = Instant.now().getEpochSecond();
        String header = """
                {"alg":"HS256","typ":"JWT","kid":"%s"}""".formatted(KEY_ID);
        String claims = """
                {"iss":"%s","aud":"%s","sub":"%s","iat":%d,"exp":%d}""".formatted(issuer, audience, subject, now, now + LIFETIME.toSeconds());
        String content = base64(header.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
