package dev.weir.controlplane.ratelimit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** How many requests are let in. Each number is also the burst. */
@ConfigMapping(prefix = "weir.rate-limits")
interface RateLimitConfig {
    /** Whether anything is limited at all. */
    @WithDefault("true")
    boolean enabled();

    /** Requests per minute with one credential. */
    @WithDefault("60000")
    int credentialPerMinute();

    /** Requests per minute from one address (IPv6: from one network of 64 bits). */
    @WithDefault("120000")
    int addressPerMinute();

    /** Requests per minute from one address to each of the doors. */
    @WithDefault("300")
    int doorPerMinute();

    /** Paths whose POST needs no credentials: what is tried there is guessed. */
    @WithDefault("/weir/v1/signups,/weir/v1/sessions,/weir/v1/password-resets,/weir/v1/password-resets/complete,"
            + "/weir/v1/email-verifications,/weir/v1/email-verifications/complete,/weir/v1/invitations/accept")
    List<String> doors();

    /** How many addresses and credentials are remembered; whoever is forgotten starts afresh. */
    @WithDefault("100000")
    int remembered();
}
