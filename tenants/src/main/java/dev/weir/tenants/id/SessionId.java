package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies a session: {@code ses-…}. */
public record SessionId(String value) {
    private static final Pattern PATTERN = Pattern.compile("ses-[a-z0-9]{1,32}");

    public SessionId {
        Ids.require(PATTERN, value, "a session");
    }

    @Override
    public String toString() {
        return value;
    }
}
