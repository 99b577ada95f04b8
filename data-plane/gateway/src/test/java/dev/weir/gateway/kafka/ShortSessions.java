package dev.weir.gateway.kafka;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;

/** A gateway to which clients have to prove again who they are every few seconds. */
public final class ShortSessions implements QuarkusTestProfile {
    static final Duration LIFE = Duration.ofSeconds(6);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("weir.gateway.kafka.max-reauth", LIFE.toString());
    }
}
