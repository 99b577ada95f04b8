package dev.weir.controlplane.platform;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Plain SQL for the current organization, whose rows are all that it sees and writes. Shares connections with Hibernate
 * within one transaction. What has no organization goes through {@link SystemDatabase}.
 */
@ApplicationScoped
public class Database {
    private final DataSource pool;
    private final SystemDatabase system;

    Database(DataSource pool, SystemDatabase system) {
        this.pool = pool;
        this.system = system;
    }

    /** Within the caller's transaction, the organization's or the system's; there must be one. */
    public <T> T inCurrentTransaction(Work<T> work) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("there is no transaction");
        }
        return system.hasCurrentTransaction() ? system.run(work) : run(work);
    }

    /** Commits before it returns; rolls back when the work throws. */
    public <T> T inNewTransaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> run(work));
    }

    private <T> T run(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
