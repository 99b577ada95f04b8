package dev.weir.tenants.id;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes new identifiers: unguessable, lower case, short enough to read out. */
public final class IdGenerator {
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 8;
    private static final int KEY_LENGTH = 16;

    private final SecureRandom random = new SecureRandom();
    private final Consumer<String> made;

    public IdGenerator() {
        this(id -> {});
    }

    /** @param made is told of each id */
    public IdGenerator(Consumer<String> made) {
        this.made = made;
    }

    public OrganizationId organization() {
        return told(new OrganizationId(UUID.randomUUID().toString()));
    }

    public UserId user() {
        return told(new UserId("u-" + letters(LETTERS, LENGTH)));
    }

    public ServiceAccountId serviceAccount() {
        return told(new ServiceAccountId("sa-" + letters(LETTERS, LENGTH)));
    }

    public EnvironmentId environment() {
        return told(new EnvironmentId("env-" + letters(LETTERS, LENGTH)));
    }

    public ClusterId cluster() {
        return told(new ClusterId("lkc-" + letters(LETTERS, LENGTH)));
    }

    public ClientQuotaId clientQuota() {
        return told(new ClientQuotaId("cq-" + letters(LETTERS, LENGTH)));
    }

    public IdentityProviderId identityProvider() {
        return told(new IdentityProviderId("op-" + letters(LETTERS, LENGTH)));
    }

    public RoleBindingId roleBinding() {
        return told(new RoleBindingId("rb-" + letters(LETTERS, LENGTH)));
    }

    public ApiKeyId apiKey() {
        return told(new ApiKeyId(letters(CAPITALS, KEY_LENGTH)));
    }

    public InvitationId invitation() {
        return told(new InvitationId("i-" + letters(LETTERS, LENGTH)));
    }

    public SessionId session() {
        return told(new SessionId("ses-" + letters(LETTERS, LENGTH)));
    }

    private <T extends Record> T told(T id) {
        made.accept(id.toString());
        return id;
    }

    private String letters(String alphabet, int length) {
        var builder = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            builder.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return builder.toString();
    }
}
