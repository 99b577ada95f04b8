package dev.weir.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
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
