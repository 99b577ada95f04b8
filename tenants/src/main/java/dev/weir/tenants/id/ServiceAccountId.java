package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies a service account: {@code sa-…}. */
public record ServiceAccountId(String value) implements PrincipalId {
    private static final Pattern PATTERN = Pattern.compile("sa-[a-z0-9]{1,32}");

    public ServiceAccountId {
        Ids.require(PATTERN, value, "a service account");
    }

    @Override
    public String toString() {
        return value;
    }
}
