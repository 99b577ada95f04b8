package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies an API key: {@code sixteen capitals and digits}. */
public record ApiKeyId(String value) {
    private static final Pattern PATTERN = Pattern.compile("[A-Z0-9]{16}");

    public ApiKeyId {
        Ids.require(PATTERN, value, "an API key");
    }

    @Override
    public String toString() {
        return value;
    }
}
