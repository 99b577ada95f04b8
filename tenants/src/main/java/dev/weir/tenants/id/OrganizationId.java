package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies an organization: {@code a lower case UUID}. */
public record OrganizationId(String value) {
    private static final Pattern PATTERN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public OrganizationId {
        Ids.require(PATTERN, value, "an organization");
    }

    @Override
    public String toString() {
        return value;
    }
}
