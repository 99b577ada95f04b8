package dev.weir.controlplane.attempt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How soon guessing becomes slow. */
@ConfigMapping(prefix = "weir.attempts")
interface AttemptConfig {
    /** So many failures of one account cost nothing; each further one doubles the wait. */
    @WithDefault("5")
    int freePerAccount();

    /** So many failures from one address cost nothing; each further one doubles the wait. */
    @WithDefault("50")
    int freePerAddress();

    /** The wait after the first failure that isn't free. */
    @WithDefault("2S")
    Duration firstWait();

    /** The longest wait. */
    @WithDefault("15M")
    Duration longestWait();

    /** Failures are forgotten when there was none for so long. */
    @WithDefault("1H")
    Duration forgetAfter();
}
