package dev.weir.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Postgres was away for a moment: every pooled connection is dead. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class BrokenConnectionsIT {
    private PostgresServer database;

    @Test
    void noRequestNoticesThatPooledConnectionsWereCut() throws Exception {
        Tenant tenant = Tenant.signUp();
        assertThat(Parallel.statuses(8, i -> tenant.get("/org/v2/environments")))
                .containsOnly(200);
        cutAllConnections();
        // Longer than a connection is trusted without being asked; Postgres' own restart takes longer still.
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(Parallel.statuses(8, i -> tenant.get("/org/v2/environments")))
                .containsOnly(200);
        assertThat(tenant.createCluster("events", "Basic").statusCode()).isEqualTo(202);
    }

    private void cutAllConnections() throws SQLException {
        Sql.text(database, """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where pid <> pg_backend_pid() and backend_type = 'client backend'""");
    }
}
