package dev.weir.it;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine: without it the test is skipped, or fails where {@code WEIR_REQUIRE} lists it. */
final class Required {
    private Required() {}

    static void need(String what, boolean there, String howToGetIt) {
        if (there) {
            return;
        }
        String required = System.getenv().getOrDefault("WEIR_REQUIRE", "");
        if (Arrays.asList(required.split(",")).contains(what)) {
            fail(what + " is required here but missing: " + howToGetIt);
        }
        System.out.println("skipped, for want of " + what + ": " + howToGetIt);
        Assumptions.abort(what + " is missing: " + howToGetIt);
    }
}
