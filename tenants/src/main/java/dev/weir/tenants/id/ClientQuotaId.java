package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies a client quota: {@code cq-…}. */
public record ClientQuotaId(String value) {
    private static final Pattern PATTERN = Pattern.compile("cq-[a-z0-9]{1,32}");

    public ClientQuotaId {
        Ids.require(PATTERN, value, "a client quota");
    }

    @Override
    public String toString() {
        return value;
    }
}
