package dev.weir.controlplane.identityprovider;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.problem.Problem.QuotaExceeded;
import dev.weir.controlplane.serviceaccount.ServiceAccountStore;
import dev.weir.tenants.events.IdentityProviderRecord.State;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.id.IdentityProviderId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.ServiceAccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Makes, changes and ends identity providers; gateways hear of each within a second. */
@ApplicationScoped
class ChangeIdentityProviders {
    private static final Logger LOG = Logger.getLogger(ChangeIdentityProviders.class);
    private static final int MOST = 20;

    private final HeldOrganization organizations;
    private final ServiceAccountStore accounts;
    private final IdentityProviderStore providers;
    private final ProviderAnnouncements announcements;
    private final IdGenerator ids;
    private final Clock clock;

    ChangeIdentityProviders(
            HeldOrganization organizations,
            ServiceAccountStore accounts,
            IdentityProviderStore providers,
            ProviderAnnouncements announcements,
            IdGenerator ids,
            Clock clock) {
        this.organizations = organizations;
        this.accounts = accounts;
        this.providers = providers;
        this.announcements = announcements;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    IdentityProvider create(OrganizationId organization, ProviderSpec spec) {
        var _ = organizations.hold(organization);
        Instant now = now();
        var provider = new IdentityProvider(ids.identityProvider(), organization, 1, spec, now, now);
        require(provider);
        long count = providers.count(organization);
        if (count >= MOST) {
            throw new QuotaExceeded("identity_providers", MOST, count).toException();
        }
        providers.insert(provider);
        announcements.announce(provider, State.ACTIVE);
        LOG.infof("provider=%s made org=%s", provider.id(), organization);
        return provider;
    }

    @Transactional
    IdentityProvider change(OrganizationId organization, IdentityProviderId id, UnaryOperator<ProviderSpec> change) {
        IdentityProvider old = hold(organization, id);
        IdentityProvider changed = old.changed(change.apply(old.spec()), now());
        require(changed);
        providers.update(changed);
        announcements.announce(changed, State.ACTIVE);
        return changed;
    }

    @Transactional
    void delete(OrganizationId organization, IdentityProviderId id) {
        IdentityProvider old = hold(organization, id);
        IdentityProvider ended = old.changed(old.spec(), now());
        providers.end(ended);
        announcements.announce(ended, State.DELETED);
        LOG.infof("provider=%s deleted org=%s", id, organization);
    }

    private IdentityProvider hold(OrganizationId organization, IdentityProviderId id) {
        var _ = organizations.hold(organization);
        return providers
                .find(organization, id)
                .orElseThrow(() -> NotFound.of("identity provider", id.value()).toException());
    }

    private void require(IdentityProvider provider) {
        String name = provider.spec().displayName();
        if (providers.nameTaken(provider.organization(), provider.id(), name)) {
            throw new AlreadyExists("identity provider", name, "/display_name").toException();
        }
        int position = 0;
        for (ServiceAccountId account : provider.spec().mappings().values()) {
            if (accounts.find(provider.organization(), account).isEmpty()) {
                String pointer = "/mappings/" + position + "/service_account";
                throw new NotFound("service account", account.value(), pointer).toException();
            }
            position++;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
