package dev.weir.controlplane.apikey;

import dev.weir.controlplane.outbox.Outbox;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ApiKeyRecord.State;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.key.ScramVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

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
                        key.secret().hash().hex(),
                        key.owner().value(),
                        key.organization().value(),
                        cluster.value(),
                        state,
                        value(key.secret().scramSha256()),
                        value(key.secret().scramSha512())));
    }

    private static @Nullable String value(@Nullable ScramVerifier verifier) {
        return verifier == null ? null : verifier.value();
    }
}
