package dev.weir.controlplane.api;

import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.TestConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A real Postgres, and nobody at Kafka's address: the API works all the same. */
public final class PostgresOnly implements QuarkusTestResourceLifecycleManager {
    private PostgresServer postgres;

    @Override
    public Map<String, String> start() {
        postgres = new PostgresServer();
        return config(postgres);
    }

    /** For a control plane over it, for tests that all come from one address. */
    static Map<String, String> config(PostgresServer postgres) {
        var config = new HashMap<>(TestConfig.ALL);
        config.putAll(postgres.config());
        config.put("kafka.bootstrap.servers", "127.0.0.1:1");
        config.put("weir.rate-limits.door-per-minute", "1000000");
        config.put("weir.attempts.free-per-address", "1000000");
        // Longer than a slow machine takes for a few passwords.
        config.put("weir.attempts.first-wait", "2M");
        config.put("weir.region.max-awake-brokers", "1000");
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(postgres, field -> field.getType().equals(PostgresServer.class));
    }

    @Override
    public void stop() {
        postgres.close();
    }
}
