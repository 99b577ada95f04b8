package dev.weir.tenants.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of an API key's secret. The secret is 384 random bits, so a fast hash without salt is enough; a person's
 * password never comes here.
 *
 * @param hex 64 lower case hexadecimal digits
 */
public record SecretHash(String hex) {
    private static final int LENGTH = 64;

    public SecretHash {
        if (hex.length() != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
        }
        HexFormat.of().parseHex(hex);
    }

    public static SecretHash of(String secret) {
        return new SecretHash(HexFormat.of().formatHex(sha256(secret)));
    }

    /** Takes the same time wherever the first difference is. */
    public boolean matches(String secret) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(hex), sha256(secret));
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
