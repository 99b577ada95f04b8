package dev.weir.controlplane.serviceaccount;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.ServiceAccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

/** Removes a service account, and with it its API keys. */
@ApplicationScoped
class DeleteServiceAccount {
    private final HeldOrganization organizations;
    private final ServiceAccountStore accounts;
    private final Event<ServiceAccountDeleted> deleted;

    DeleteServiceAccount(
            HeldOrganization organizations, ServiceAccountStore accounts, Event<ServiceAccountDeleted> deleted) {
        this.organizations = organizations;
        this.accounts = accounts;
        this.deleted = deleted;
    }

    @Transactional
    void delete(OrganizationId organization, ServiceAccountId id) {
        organizations.hold(organization);
        if (accounts.find(organization, id).isEmpty()) {
            throw NotFound.of("service account", id.value()).toException();
        }
        accounts.delete(organization, id);
        deleted.fire(new ServiceAccountDeleted(organization, id));
    }
}
