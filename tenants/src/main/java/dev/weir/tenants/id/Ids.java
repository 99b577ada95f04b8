package dev.weir.tenants.id;

import java.util.regex.Pattern;

/** The one check that all identifiers share. */
final class Ids {
    private Ids() {}

    static String require(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of " + what + ": must match " + pattern);
        }
        return value;
    }
}
