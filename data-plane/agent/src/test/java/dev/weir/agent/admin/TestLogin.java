package dev.weir.agent.admin;

import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Kafka's settings for a client that speaks as somebody, past the gateway. */
public final class TestLogin {
    private TestLogin() {}

    public static Map<String, Object> as(String principal, ClusterStatus status, ClusterSecret secret) {
        String servers = status.nodes().stream()
                .map(node -> node.host() + ":" + node.internalPort())
                .collect(Collectors.joining(","));
        Map<String, Object> settings = new HashMap<>(
                new ClusterLogin(servers, secret).settings(principal).orElseThrow());
        settings.put("client.id", "test");
        settings.remove("default.api.timeout.ms");
        return settings;
    }
}
