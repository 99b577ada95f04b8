package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.clientquota.ClientQuotaBody.SpecBody;
import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.id.ClientQuotaId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Changes whom a quota limits and to what, or removes it. */
@ApplicationScoped
class ChangeClientQuota {
    private final HeldOrganization organizations;
    private final ClientQuotaStore quotas;
    private final QuotaPrincipals principals;
    private final Event<ClientQuotasChanged> changed;
    private final Clock clock;

    ChangeClientQuota(
            HeldOrganization organizations,
            ClientQuotaStore quotas,
            QuotaPrincipals principals,
            Event<ClientQuotasChanged> changed,
            Clock clock) {
        this.organizations = organizations;
        this.quotas = quotas;
        this.principals = principals;
        this.changed = changed;
        this.clock = clock;
    }

    @Transactional
    ClientQuota change(OrganizationId organization, ClientQuotaId id, SpecBody body) {
        ClientQuota old = held(organization, id);
        var quota = new ClientQuota(
                id,
                organization,
                old.environment(),
                old.cluster(),
                ClientQuotaFields.change(body, old),
                old.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        principals.require(quota);
        quotas.update(quota);
        changed.fire(new ClientQuotasChanged(old.cluster()));
        return quota;
    }

    @Transactional
    void delete(OrganizationId organization, ClientQuotaId id) {
        ClientQuota old = held(organization, id);
        quotas.delete(id);
        changed.fire(new ClientQuotasChanged(old.cluster()));
    }

    private ClientQuota held(OrganizationId organization, ClientQuotaId id) {
        organizations.hold(organization);
        return quotas.find(organization, id)
                .orElseThrow(() -> NotFound.of("client quota", id.value()).toException());
    }
}
