package dev.weir.gateway.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A gateway with room for four members of groups, which waits two seconds for whoever is slow. */
public final class SmallGateway implements QuarkusTestProfile {
    static final int MEMBERS = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "weir.gateway.http.upstream.members", String.valueOf(MEMBERS),
                "weir.gateway.http.head-patience", "2S",
                "weir.gateway.http.body-patience", "2S",
                "weir.gateway.http.produce.patience", "2S",
                "quarkus.http.read-timeout", "2S");
    }
}
