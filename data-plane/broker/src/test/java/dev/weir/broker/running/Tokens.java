package dev.weir.broker.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens as a gateway does. */
public record Tokens(String cluster, String kid, String key) {
    public static final String ISSUER = "weir-gateway";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    public String of(String subject) {
        return of(subject, cluster, Duration.ofMinutes(15));
    }

    public String of(String subject, String audience, Duration lifetime) {
        Instant now = Instant.now();
        String head = "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}";
        String claims = "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(
                        ISSUER,
                        audience,
                        subject,
                        now.minus(Duration.ofMinutes(1)).getEpochSecond(),
                        now.plus(lifetime).getEpochSecond());
        String signed =
                BASE64.encodeToString(head.getBytes(UTF_8)) + "." + BASE64.encodeToString(claims.getBytes(UTF_8));
        return signed + "." + BASE64.encodeToString(signature(signed));
    }

    public String jwks() {
        return "{\"keys\":[{\"kty\":\"oct\",\"alg\":\"HS256\",\"use\":\"sig\",\"kid\":\"" + kid + "\",\"k\":\""
                + BASE64.encodeToString(key.getBytes(UTF_8)) + "\"}]}";
    }

    private byte[] signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
