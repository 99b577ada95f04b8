package dev.weir.controlplane.provisioning.rotation;

import dev.weir.controlplane.platform.BackgroundLoop;
import dev.weir.controlplane.platform.PostgresSession;
import dev.weir.controlplane.platform.PostgresSessions;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;

/** Takes the steps of rotations when they are due: at a runtime's report, or when their time has come. */
@ApplicationScoped
class RotationKeeper {
    private final PostgresSessions sessions;
    private final SystemDatabase database;
    private final RotationRows rows;
    private final SecretRotation rotation;
    private final RotationConfig config;
    private final BackgroundLoop loop = new BackgroundLoop("secret-rotation", this::follow);

    RotationKeeper(
            PostgresSessions sessions,
            SystemDatabase database,
            RotationRows rows,
            SecretRotation rotation,
            RotationConfig config) {
        this.sessions = sessions;
        this.database = database;
        this.rows = rows;
        this.rotation = rotation;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop();
    }

    private void follow() throws SQLException {
        try (PostgresSession session = sessions.open("weir-secret-rotation")) {
            session.listen(ClusterProvisioning.NEWS_CHANNEL);
            while (true) {
                for (ClusterId cluster : database.inNewTransaction(rows::due)) {
                    rotation.advance(cluster);
                }
                session.awaitNotification(untilNext());
            }
        }
    }

    private Duration untilNext() {
        return database.inNewTransaction(rows::untilNext)
                .filter(next -> next.compareTo(config.tick()) < 0)
                .orElse(config.tick());
    }
}
