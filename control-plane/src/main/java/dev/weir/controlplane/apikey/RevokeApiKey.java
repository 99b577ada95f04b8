package dev.weir.controlplane.apikey;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.serviceaccount.ServiceAccountDeleted;
import dev.weir.controlplane.user.UserDeleted;
import dev.weir.tenants.events.ApiKeyRecord.State;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Ends keys: one by one, or all of a service account or a user. A cluster's keys end with it in {@code provisioning}. */
@ApplicationScoped
class RevokeApiKey {
    private static final Logger LOG = Logger.getLogger(RevokeApiKey.class);

    private final HeldOrganization organizations;
    private final ApiKeyStore keys;
    private final KeyAnnouncements announcements;
    private final Clock clock;

    RevokeApiKey(HeldOrganization organizations, ApiKeyStore keys, KeyAnnouncements announcements, Clock clock) {
        this.organizations = organizations;
        this.keys = keys;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Transactional
    void revoke(OrganizationId organization, ApiKeyId id) {
        organizations.hold(organization);
        end(keys.lock(organization, id)
                .orElseThrow(() -> NotFound.of("API key", id.value()).toException()));
    }

    void withTheirOwner(@Observes ServiceAccountDeleted deleted) {
        keys.ofOwner(deleted.organization(), deleted.id()).forEach(this::end);
    }

    void withTheirOwner(@Observes UserDeleted deleted) {
        keys.ofOwner(deleted.organization(), deleted.id()).forEach(this::end);
    }

    private void end(ApiKey key) {
        var ended = new ApiKey(
                key.id(),
                key.organization(),
                key.owner(),
                key.cluster(),
                key.displayName(),
                key.description(),
                key.secret(),
                key.generation() + 1,
                key.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        keys.revoke(ended);
        announcements.announce(ended, State.REVOKED);
        LOG.infof("key=%s revoked org=%s", key.id(), key.organization());
    }
}
