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
        var config = new HashMap<>(TestConfig.ALL);
        config.putAll(postgres.config());
        config.put("kafka.bootstrap.servers", "127.0.0.1:1");
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
