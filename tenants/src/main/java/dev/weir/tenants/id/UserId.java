package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies a user: {@code u-…}. */
public record UserId(String value) implements PrincipalId {
    private static final Pattern PATTERN = Pattern.compile("u-[a-z0-9]{1,32}");

    public UserId {
        Ids.require(PATTERN, value, "a user");
    }

    @Override
    public String toString() {
        return value;
    }
}
