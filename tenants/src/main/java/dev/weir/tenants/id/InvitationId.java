package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** Identifies an invitation: {@code i-…}. */
public record InvitationId(String value) {
    private static final Pattern PATTERN = Pattern.compile("i-[a-z0-9]{1,32}");

    public InvitationId {
        Ids.require(PATTERN, value, "an invitation");
    }

    @Override
    public String toString() {
        return value;
    }
}
