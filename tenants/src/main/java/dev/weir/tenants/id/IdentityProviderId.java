package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies an identity provider: {@code op-…}. */
public record IdentityProviderId(String value) {
    private static final Pattern PATTERN = Pattern.compile("op-[a-z0-9]{1,32}");

    public IdentityProviderId {
        Ids.require(PATTERN, value, "an identity provider");
    }

    @Override
    public String toString() {
        return value;
    }
}
