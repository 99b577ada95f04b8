package dev.weir.tenants.key;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the secrets of API keys: 48 random bytes as 64 letters of URL-safe base 64. */
public final class ApiSecrets {
    private static final int BYTES = 48;

    private final SecureRandom random = new SecureRandom();

    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
