package dev.weir.controlplane.provisioning.rotation;

import dev.weir.tenants.events.ClusterSecret.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A cluster's keys, the newest last, as a rotation changes them. Pure. */
final class SigningKeys {
    /** The key is accepted, but nobody may sign with it. */
    static final long NEVER = Long.MAX_VALUE;

    private SigningKeys() {}

    static List<SigningKey> with(List<SigningKey> keys, SigningKey added) {
        var more = new ArrayList<>(keys);
        more.add(new SigningKey(added.keyId(), added.secret(), NEVER));
        return List.copyOf(more);
    }

    /** The newest may sign from then on. */
    static List<SigningKey> signing(List<SigningKey> keys, Instant from) {
        SigningKey newest = keys.getLast();
        var changed = new ArrayList<>(keys.subList(0, keys.size() - 1));
        changed.add(new SigningKey(newest.keyId(), newest.secret(), from.toEpochMilli()));
        return List.copyOf(changed);
    }

    static List<SigningKey> newestOf(List<SigningKey> keys) {
        return List.of(keys.getLast());
    }
}
