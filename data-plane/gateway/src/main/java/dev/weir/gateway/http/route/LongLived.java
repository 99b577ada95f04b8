package dev.weir.gateway.http.route;

import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.admission.Exceeded;
import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.state.StateChange;
import dev.weir.gateway.state.TenantDirectory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests that last. Each counts as a connection of its cluster's, and ends when its key is revoked, its token ends or its
 * cluster goes.
 */
@ApplicationScoped
public class LongLived {
    /** So far ahead no timer is set; the connection ends long before. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private final TenantDirectory tenants;
    private final Admissions admissions;
    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private final Set<Registration> open = ConcurrentHashMap.newKeySet();

    LongLived(TenantDirectory tenants, Admissions admissions, Vertx vertx) {
        this.vertx = vertx;
        this.tenants = tenants;
        this.admissions = admissions;
    }

    /** One of them. */
    public final class Registration implements AutoCloseable {
        private final Caller caller;
        private final Optional<ClusterAdmission> admission;
        private final Runnable end;
        private final OptionalLong timer;

        private Registration(Caller caller, Optional<ClusterAdmission> admission, Runnable end) {
            this.caller = caller;
            this.admission = admission;
            this.end = end;
            this.timer = endWithToken(caller, end);
        }

        /** It has ended. */
        @Override
        public void close() {
            if (open.remove(this)) {
                timer.ifPresent(vertx::cancelTimer);
                admission.ifPresent(LongLived::ended);
            }
        }
    }

    void start(@Observes StartupEvent event) {
        tenants.listen(this::changed);
    }

    void stop(@Observes ShutdownEvent event) {
        open.forEach(registration -> registration.end.run());
    }

    /**
     * A problem when the cluster has as many as it may.
     *
     * @param end called when it has to end, on any thread
     */
    public Registration register(Caller caller, Runnable end) {
        Optional<ClusterAdmission> admission = admissions.of(caller.cluster());
        admission.flatMap(LongLived::begin).ifPresent(exceeded -> {
            throw new Problem.TooManyRequests(exceeded.message() + ".", Duration.ofSeconds(5)).asException();
        });
        var registration = new Registration(caller, admission, end);
        open.add(registration);
        return registration;
    }

    private OptionalLong endWithToken(Caller caller, Runnable end) {
        return caller.accepted().credential().expires().stream()
                .mapToLong(token -> Duration.between(clock.instant(), token).toMillis())
                .filter(left -> left < LONGEST.toMillis())
                .map(left -> vertx.setTimer(Math.max(1, left), _ -> end.run()))
                .findFirst();
    }

    private static Optional<Exceeded> begin(ClusterAdmission admission) {
        Optional<Exceeded> tooMany = admission.http().stream();
        if (tooMany.isPresent()) {
            return tooMany;
        }
        Optional<Exceeded> connections = admission.connect();
        if (connections.isPresent()) {
            admission.http().streamEnded();
        }
        return connections;
    }

    private static void ended(ClusterAdmission admission) {
        admission.disconnected();
        admission.http().streamEnded();
    }

    private void changed(StateChange change) {
        switch (change) {
            case StateChange.KeyClosed _, StateChange.ProviderChanged _, StateChange.ClusterClosed _ -> endRevoked();
            case StateChange.ClusterChanged _, StateChange.KeyOpened _ -> {}
        }
    }

    private void endRevoked() {
        open.stream()
                .filter(registration -> !tenants.stillGood(registration.caller.accepted()))
                .forEach(registration -> registration.end.run());
    }
}
