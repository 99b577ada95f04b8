package dev.weir.controlplane.identityprovider;

import dev.weir.tenants.id.ServiceAccountId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What the organization has chosen.
 *
 * @param kind what the provider vouches by
 * @param mappings which service account a subject is, in the order in which they were given
 */
record ProviderSpec(
        String displayName, String description, Kind kind, SequencedMap<String, ServiceAccountId> mappings) {
    ProviderSpec {
        mappings = new LinkedHashMap<>(mappings);
    }

    ProviderSpec with(Map<String, ServiceAccountId> others) {
        return new ProviderSpec(displayName, description, kind, new LinkedHashMap<>(others));
    }
}
