package dev.weir.controlplane.identityprovider;

import dev.weir.controlplane.outbox.Outbox;
import dev.weir.controlplane.provisioning.RowsToTell;
import dev.weir.controlplane.serviceaccount.ServiceAccountDeleted;
import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.events.IdentityProviderRecord.State;
import dev.weir.tenants.events.PlatformTopic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Tells gateways whom organizations trust. Mappings go with their service account. */
@ApplicationScoped
class ProviderAnnouncements implements RowsToTell {
    private final IdentityProviderStore providers;
    private final IdentityProviderRows rows;
    private final Outbox outbox;
    private final Clock clock;

    ProviderAnnouncements(IdentityProviderStore providers, IdentityProviderRows rows, Outbox outbox, Clock clock) {
        this.providers = providers;
        this.rows = rows;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Optional<String> tell(Connection connection, String after, int count) throws SQLException {
        List<IdentityProviderRecord> records = rows.hold(connection, after, count);
        records.forEach(each -> outbox.publish(PlatformTopic.IDENTITY_PROVIDERS, each.provider(), each));
        return records.size() < count
                ? Optional.empty()
                : Optional.of(records.getLast().provider());
    }

    void announce(IdentityProvider provider, State state) {
        outbox.publish(PlatformTopic.IDENTITY_PROVIDERS, provider.id().value(), provider.record(state));
    }

    void without(@Observes ServiceAccountDeleted deleted) {
        for (IdentityProvider provider : providers.mapping(deleted.organization(), deleted.id())) {
            var kept = new LinkedHashMap<>(provider.spec().mappings());
            kept.values().removeIf(deleted.id()::equals);
            var changed =
                    provider.changed(provider.spec().with(kept), clock.instant().truncatedTo(ChronoUnit.MICROS));
            providers.update(changed);
            announce(changed, State.ACTIVE);
        }
    }
}
