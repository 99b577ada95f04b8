package dev.weir.controlplane.idempotency;

import dev.weir.controlplane.platform.SystemDatabase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;

/** Removes what was kept for a day. */
@ApplicationScoped
class ForgottenKeys {
    private final SystemDatabase database;

    ForgottenKeys(SystemDatabase database) {
        this.database = database;
    }

    @Scheduled(every = "10m", delayed = "1m")
    void remove() {
        database.inNewTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "delete from idempotency_key where created_at < now() - interval '24 hours'")) {
                return delete.executeUpdate();
            }
        });
    }
}
