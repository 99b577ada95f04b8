package dev.weir.controlplane.apikey;

import dev.weir.controlplane.outbox.Outbox;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ApiKeyRecord.State;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells gateways of clusters' keys. Keys of the management API are none of their business. */
@ApplicationScoped
class KeyAnnouncements {
    private final Outbox outbox;

    KeyAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    void announce(ApiKey key, State state) {
        ClusterId cluster = key.cluster();
        if (cluster == null) {
            return;
        }
        outbox.publish(
                PlatformTopic.API_KEYS,
                key.id().value(),
                new ApiKeyRecord(
                        ApiKeyRecord.SCHEMA,
                        key.id().value(),
                        key.generation(),
                        key.secret().hex(),
                        key.owner().value(),
                        key.organization().value(),
                        cluster.value(),
                        state));
    }
}
