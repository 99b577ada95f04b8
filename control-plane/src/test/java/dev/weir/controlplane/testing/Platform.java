package dev.weir.controlplane.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Postgres and the platform's Kafka for a {@code @QuarkusTest}; injected into the test's fields of their types. */
public final class Platform implements QuarkusTestResourceLifecycleManager {
    private PostgresServer postgres;
    private PlatformKafka kafka;

    @Override
    public Map<String, String> start() {
        postgres = new PostgresServer();
        kafka = new PlatformKafka();
        var config = new HashMap<>(TestConfig.ALL);
        config.putAll(postgres.config());
        config.putAll(kafka.quarkusConfig());
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(postgres, field -> field.getType().equals(PostgresServer.class));
        injector.injectIntoFields(kafka, field -> field.getType().equals(PlatformKafka.class));
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        postgres.close();
    }
}
