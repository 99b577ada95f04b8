package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies a cluster: {@code lkc-…}. */
public record ClusterId(String value) {
    private static final Pattern PATTERN = Pattern.compile("lkc-[a-z0-9]{1,32}");

    public ClusterId {
        Ids.require(PATTERN, value, "a cluster");
    }

    @Override
    public String toString() {
        return value;
    }
}
