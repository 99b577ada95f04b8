package dev.weir.controlplane.api;

import dev.weir.controlplane.testing.MailServer;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.TestConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A Weir that sends mails, and where only who has a code may sign up. */
public final class PostgresAndMail implements QuarkusTestResourceLifecycleManager {
    private PostgresServer postgres;
    private MailServer mails;

    @Override
    public Map<String, String> start() {
        postgres = new PostgresServer();
        mails = new MailServer();
        var config = new HashMap<>(TestConfig.ALL);
        config.putAll(postgres.config());
        config.putAll(mails.config());
        config.put("kafka.bootstrap.servers", "127.0.0.1:1");
        config.put("weir.rate-limits.door-per-minute", "1000000");
        config.put("weir.attempts.free-per-address", "1000000");
        // Longer than a slow machine takes for a few passwords.
        config.put("weir.attempts.first-wait", "2M");
        config.put("weir.signup.mode", "INVITATION");
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(postgres, field -> field.getType().equals(PostgresServer.class));
        injector.injectIntoFields(mails, field -> field.getType().equals(MailServer.class));
    }

    @Override
    public void stop() {
        if (mails != null) {
            mails.close();
        }
        postgres.close();
    }
}
