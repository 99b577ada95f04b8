package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.cluster.ClusterDeleted;
import dev.weir.controlplane.serviceaccount.ServiceAccountDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

/** Quotas go with their cluster, and with the last of whom they limit. */
@ApplicationScoped
class ForgottenQuotas {
    private final ClientQuotaStore quotas;
    private final Event<ClientQuotasChanged> changed;

    ForgottenQuotas(ClientQuotaStore quotas, Event<ClientQuotasChanged> changed) {
        this.quotas = quotas;
        this.changed = changed;
    }

    /** Nobody is told: a cluster that goes takes what its brokers know with it. */
    void withTheirCluster(@Observes ClusterDeleted deleted) {
        quotas.deleteOf(deleted.id());
    }

    void withTheirServiceAccount(@Observes ServiceAccountDeleted deleted) {
        quotas.forget(deleted.organization(), deleted.id())
                .forEach(cluster -> changed.fire(new ClientQuotasChanged(cluster)));
    }
}
