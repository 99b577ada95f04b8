package dev.weir.controlplane.api;

import dev.weir.controlplane.testing.Issuer;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.TestConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A Weir that takes an issuer's tokens. */
public final class PostgresAndIssuer implements QuarkusTestResourceLifecycleManager {
    private PostgresServer postgres;
    private Issuer issuer;

    @Override
    public Map<String, String> start() {
        postgres = new PostgresServer();
        issuer = new Issuer();
        var config = new HashMap<>(TestConfig.ALL);
        config.putAll(postgres.config());
        config.putAll(issuer.config());
        config.put("kafka.bootstrap.servers", "127.0.0.1:1");
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(postgres, field -> field.getType().equals(PostgresServer.class));
        injector.injectIntoFields(issuer, field -> field.getType().equals(Issuer.class));
    }

    @Override
    public void stop() {
        if (issuer != null) {
            issuer.close();
        }
        postgres.close();
    }
}
