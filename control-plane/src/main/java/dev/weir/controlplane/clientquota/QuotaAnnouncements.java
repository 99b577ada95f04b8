package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.authorization.ClusterAccessAnnouncements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells brokers of changed quotas, together with the roles. */
@ApplicationScoped
class QuotaAnnouncements {
    private final ClusterAccessAnnouncements access;

    QuotaAnnouncements(ClusterAccessAnnouncements access) {
        this.access = access;
    }

    void tell(@Observes ClientQuotasChanged change) {
        access.changed(change.cluster());
    }
}
