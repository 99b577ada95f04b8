package dev.weir.tenants.id;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes new identifiers: unguessable, lower case, short enough to read out. */
public final class IdGenerator {
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 8;
    private static final int KEY_LENGTH = 16;

    private final SecureRandom random = new SecureRandom();

    public OrganizationId organization() {
        return new OrganizationId(UUID.randomUUID().toString());
    }

    public UserId user() {
        return new UserId("u-" + letters(LETTERS, LENGTH));
    }

    public ServiceAccountId serviceAccount() {
        return new ServiceAccountId("sa-" + letters(LETTERS, LENGTH));
    }

    public EnvironmentId environment() {
        return new EnvironmentId("env-" + letters(LETTERS, LENGTH));
    }

    public ClusterId cluster() {
        return new ClusterId("lkc-" + letters(LETTERS, LENGTH));
    }

    public RoleBindingId roleBinding() {
        return new RoleBindingId("rb-" + letters(LETTERS, LENGTH));
    }

    public ApiKeyId apiKey() {
        return new ApiKeyId(letters(CAPITALS, KEY_LENGTH));
    }

    private String letters(String alphabet, int length) {
        var builder = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            builder.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return builder.toString();
    }
}
