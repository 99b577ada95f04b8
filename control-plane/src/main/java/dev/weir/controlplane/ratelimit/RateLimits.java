package dev.weir.controlplane.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The buckets. A bucket that nobody used for two minutes is full again, so it can be forgotten. */
@ApplicationScoped
class RateLimits {
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private final RateLimitConfig config;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    @Inject
    RateLimits(RateLimitConfig config) {
        this(config, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(RateLimitConfig config, TimeMeter time) {
        this.config = config;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(config.remembered())
                .expireAfterAccess(FORGOTTEN)
                .build();
    }

    Verdict address(String address) {
        return take("address " + network(address), config.addressPerMinute());
    }

    boolean isDoor(String method, String path) {
        return method.equals("POST") && config.doors().contains(path);
    }

    Verdict door(String address, String path) {
        return take("door " + path + " " + network(address), config.doorPerMinute());
    }

    Verdict credential(String credential) {
        return take("credential " + credential, config.credentialPerMinute());
    }

    private Verdict take(String who, int perMinute) {
        Bucket bucket = buckets.get(who, key -> bucket(perMinute));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Verdict(
                probe.isConsumed(),
                perMinute,
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                seconds(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
    }

    /** Whoever has one IPv6 address has 2^64 of them. */
    private static String network(String address) {
        String[] groups = address.split(":", -1);
        return groups.length <= 4 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]);
    }

    /**
     * Whether one more request is let in.
     *
     * @param limit requests per minute
     * @param remaining requests that would be let in at once
     * @param resetSeconds until all of them would be again
     * @param retrySeconds until the next one is
     */
    record Verdict(boolean allowed, long limit, long remaining, long resetSeconds, long retrySeconds) {
        /** The one of two that is nearer to its end. */
        Verdict tighter(Verdict other) {
            return !other.allowed || (allowed && other.remaining < remaining) ? other : this;
        }
    }
}
