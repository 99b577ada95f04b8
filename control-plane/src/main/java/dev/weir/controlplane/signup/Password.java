package dev.weir.controlplane.signup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.controlplane.problem.Fields;
import org.jspecify.annotations.Nullable;

/** The rules for passwords: long enough, and short enough that bcrypt sees all of it. */
final class Password {
    private static final int SHORTEST = 8;
    /** bcrypt looks at no more bytes than these; what it would cut off must not look as if it counted. */
    private static final int MOST_BYTES = 72;

    private Password() {}

    static void check(Fields fields, @Nullable String password) {
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST) {
            fields.reject("/password", "must have " + SHORTEST + " characters at least");
        } else if (password.getBytes(UTF_8).length > MOST_BYTES) {
            fields.reject("/password", "may have " + MOST_BYTES + " bytes at most");
        } else if (password.indexOf(0) >= 0) {
            fields.reject("/password", "may not contain a NUL character");
        } else if (password.isBlank()) {
            fields.reject("/password", "may not be blank");
        }
    }
}
