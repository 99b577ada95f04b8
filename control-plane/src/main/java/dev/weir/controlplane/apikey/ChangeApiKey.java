package dev.weir.controlplane.apikey;

import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Describes a key anew. What is null stays as it is. */
@ApplicationScoped
class ChangeApiKey {
    private final ApiKeyStore keys;
    private final Clock clock;

    ChangeApiKey(ApiKeyStore keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Transactional
    ApiKey change(
            OrganizationId organization, ApiKeyId id, @Nullable String displayName, @Nullable String description) {
        ApiKey old = keys.lock(organization, id)
                .orElseThrow(() -> NotFound.of("API key", id.value()).toException());
        var changed = new ApiKey(
                id,
                organization,
                old.owner(),
                old.cluster(),
                displayName == null ? old.displayName() : displayName,
                description == null ? old.description() : description,
                old.secret(),
                old.generation(),
                old.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        keys.update(changed);
        return changed;
    }
}
