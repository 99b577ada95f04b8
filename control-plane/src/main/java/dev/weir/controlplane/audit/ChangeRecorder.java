package dev.weir.controlplane.audit;

import dev.weir.controlplane.identifier.NewId;
import dev.weir.controlplane.platform.CurrentOrganization;
import dev.weir.controlplane.platform.Database;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request's change down as the last act of its transaction: both are there, or neither. A transaction that has
 * only read writes nothing; of several of one request the first that has changed something speaks for all.
 */
@ApplicationScoped
class ChangeRecorder {
    private final CurrentVertxRequest request;
    private final CurrentOrganization organization;
    private final Database database;
    private final AuditRows rows;
    private final TransactionSynchronizationRegistry transactions;
    private final Clock clock;

    ChangeRecorder(
            CurrentVertxRequest request,
            CurrentOrganization organization,
            Database database,
            AuditRows rows,
            TransactionSynchronizationRegistry transactions,
            Clock clock) {
        this.request = request;
        this.organization = organization;
        this.database = database;
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    void made(@Observes NewId made) {
        AuditTrail trail = trail();
        if (trail != null) {
            trail.about(List.of(made.id()));
        }
    }

    void ending(@Observes @BeforeDestroyed(TransactionScoped.class) Object transaction) {
        AuditTrail trail = trail();
        if (trail != null
                && trail.isChange()
                && !trail.isWritten()
                && QuarkusTransaction.getStatus() == Status.STATUS_ACTIVE) {
            transactions.registerInterposedSynchronization(new LastAct(trail));
        }
    }

    private @Nullable AuditTrail trail() {
        // A context may be ended and still stand at its thread.
        InjectableContext.ContextState state = Arc.container().requestContext().getStateIfActive();
        if (state == null || !state.isValid()) {
            return null;
        }
        RoutingContext context = request.getCurrent();
        return context == null ? null : AuditTrail.of(context);
    }

    private final class LastAct implements Synchronization {
        private final AuditTrail trail;
        private boolean wrote;

        LastAct(AuditTrail trail) {
            this.trail = trail;
        }

        @Override
        public void beforeCompletion() {
            AuditEvent event = trail.done(organization.id().orElse(null), clock.instant());
            wrote = database.inCurrentTransaction(connection -> rows.insertIfChanged(connection, event));
        }

        @Override
        public void afterCompletion(int status) {
            if (wrote && status == Status.STATUS_COMMITTED) {
                trail.isNowWritten();
            }
        }
    }
}
