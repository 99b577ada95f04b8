package dev.weir.gateway.http.watch;

import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.admission.Overdrawn;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Charges requests to their cluster, in the same account as the Kafka port. */
@ApplicationScoped
public class Dues {
    private final Admissions admissions;

    Dues(Admissions admissions) {
        this.admissions = admissions;
    }

    /** Who owes is told when to come again, by a problem. */
    public void admit(ClusterId cluster, int bytes, boolean stores) {
        of(cluster).ifPresent(admission -> admit(admission, bytes, stores));
    }

    public Optional<ClusterAdmission> of(ClusterId cluster) {
        return admissions.of(cluster);
    }

    private static void admit(ClusterAdmission admission, int bytes, boolean stores) {
        long now = System.nanoTime();
        admission.overdrawn(stores, now).ifPresent(Dues::refuse);
        if (stores) {
            admission.full().ifPresent(exceeded -> {
                throw new Problem.Forbidden(exceeded.message() + ".").asException();
            });
        }
        var _ = admission.request(bytes, now);
        admission.http().request(now);
    }

    private static void refuse(Overdrawn rate) {
        throw new Problem.TooManyRequests(
                        rate.exceeded().message() + ".",
                        Duration.ofSeconds(1).plusNanos(rate.nanos()).truncatedTo(ChronoUnit.SECONDS))
                .asException();
    }

    /** Charges records of a request that was let in; the next one pays for them. */
    public void produced(ClusterId cluster, int records) {
        of(cluster).ifPresent(admission -> {
            var _ = admission.http().produced(records, System.nanoTime());
        });
    }
}
