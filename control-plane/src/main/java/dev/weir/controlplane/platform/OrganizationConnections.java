package dev.weir.controlplane.platform;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells Postgres, before anything else in a transaction, whose rows there are. Whoever takes a connection from the pool
 * comes through here, Hibernate and plain SQL alike; Postgres forgets it at the transaction's end, however that comes.
 */
@ApplicationScoped
class OrganizationConnections implements AgroalPoolInterceptor {
    private final CurrentOrganization organization;

    OrganizationConnections(CurrentOrganization organization) {
        this.organization = organization;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        if (QuarkusTransaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
            if (organization.id().isPresent()) {
                throw new IllegalStateException("without a transaction nothing of the organization can be seen");
            }
            return;
        }
        try (var set = connection.prepareStatement("select set_config('weir.org', ?, true)")) {
            set.setString(1, organization.text());
            set.execute();
        } catch (SQLException e) {
            // The pool would lend it to somebody else while this transaction still has it.
            abort(connection);
            throw new DatabaseFailure(e);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }
}
