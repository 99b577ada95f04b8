package dev.weir.controlplane.platform;

import dev.weir.controlplane.platform.Database.Work;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Plain SQL for what has no organization yet or serves all of them: it sees every organization's rows, in the few tables
 * that its role was granted. Nothing that a tenant sends may choose rows here but by something only they know.
 */
@ApplicationScoped
public class SystemDatabase {
    private final AgroalDataSource pool;
    private final TransactionSynchronizationRegistry transactions;

    SystemDatabase(@DataSource("system") AgroalDataSource pool, TransactionSynchronizationRegistry transactions) {
        this.pool = pool;
        this.transactions = transactions;
    }

    /** Commits before it returns; rolls back when the work throws. Of the caller's transaction it knows nothing. */
    public <T> T inNewTransaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            transactions.putResource(SystemDatabase.class, this);
            return run(work);
        });
    }

    /** Each statement by itself, which spares the transaction's round trips; not to be called within one. */
    public <T> T withoutTransaction(Work<T> work) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("there is a transaction");
        }
        return run(work);
    }

    boolean hasCurrentTransaction() {
        return transactions.getResource(SystemDatabase.class) != null;
    }

    <T> T run(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }
}
