package dev.weir.controlplane.api;

import dev.weir.controlplane.testing.Keycloak;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.TestConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A Weir that takes the tokens of a Keycloak. */
public final class PostgresAndKeycloak implements QuarkusTestResourceLifecycleManager {
    private PostgresServer postgres;
    private Keycloak keycloak;

    @Override
    public Map<String, String> start() {
        postgres = new PostgresServer();
        var config = new HashMap<>(TestConfig.ALL);
        config.putAll(postgres.config());
        config.put("kafka.bootstrap.servers", "127.0.0.1:1");
        if (Keycloak.isThere()) {
            keycloak = new Keycloak();
            config.put("weir.oidc.issuer", keycloak.issuer());
        }
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(keycloak, field -> field.getType().equals(Keycloak.class));
    }

    @Override
    public void stop() {
        if (keycloak != null) {
            keycloak.close();
        }
        postgres.close();
    }
}
