package dev.weir.controlplane.serviceaccount;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Adds a service account to an organization. It may do nothing until it is given a role or an ACL. */
@ApplicationScoped
class CreateServiceAccount {
    private final HeldOrganization organizations;
    private final ServiceAccountStore accounts;
    private final IdGenerator ids;
    private final Clock clock;

    CreateServiceAccount(HeldOrganization organizations, ServiceAccountStore accounts, IdGenerator ids, Clock clock) {
        this.organizations = organizations;
        this.accounts = accounts;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    ServiceAccount create(OrganizationId organization, String displayName, String description) {
        var plan = organizations.hold(organization);
        if (accounts.nameTaken(organization, displayName)) {
            throw new AlreadyExists("service account", displayName, "/display_name").toException();
        }
        Quota.SERVICE_ACCOUNTS.requireOneMore(plan.organization().serviceAccounts(), accounts.count(organization));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var account = new ServiceAccount(ids.serviceAccount(), organization, displayName, description, now, now);
        accounts.insert(account);
        return account;
    }
}
