package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies a role binding: {@code rb-…}. */
public record RoleBindingId(String value) {
    private static final Pattern PATTERN = Pattern.compile("rb-[a-z0-9]{1,32}");

    public RoleBindingId {
        Ids.require(PATTERN, value, "a role binding");
    }

    @Override
    public String toString() {
        return value;
    }
}
