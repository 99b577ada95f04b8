package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies an environment: {@code env-…}. */
public record EnvironmentId(String value) {
    private static final Pattern PATTERN = Pattern.compile("env-[a-z0-9]{1,32}");

    public EnvironmentId {
        Ids.require(PATTERN, value, "an environment");
    }

    @Override
    public String toString() {
        return value;
    }
}
