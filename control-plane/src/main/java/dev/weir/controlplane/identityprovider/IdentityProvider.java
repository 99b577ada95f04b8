package dev.weir.controlplane.identityprovider;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.events.IdentityProviderRecord.Mapping;
import dev.weir.tenants.events.IdentityProviderRecord.State;
import dev.weir.tenants.id.IdentityProviderId;
import dev.weir.tenants.id.OrganizationId;
import java.time.Instant;
import java.util.List;

/**
 * Whom an organization trusts.
 *
 * @param generation grows with each change
 */
record IdentityProvider(
        IdentityProviderId id,
        OrganizationId organization,
        long generation,
        ProviderSpec spec,
        Instant createdAt,
        Instant updatedAt) {
    Position position() {
        return new Position(createdAt, id.value());
    }

    IdentityProvider changed(ProviderSpec next, Instant now) {
        return new IdentityProvider(id, organization, generation + 1, next, createdAt, now);
    }

    /** As gateways are told. */
    IdentityProviderRecord record(State state) {
        List<Mapping> mappings = spec.mappings().entrySet().stream()
                .map(mapping -> new Mapping(mapping.getKey(), mapping.getValue().value()))
                .toList();
        return switch (spec.kind()) {
            case Kind.Issuer issuer ->
                new IdentityProviderRecord(
                        IdentityProviderRecord.SCHEMA,
                        id.value(),
                        generation,
                        organization.value(),
                        issuer.issuer(),
                        issuer.jwksUri(),
                        issuer.audience(),
                        issuer.subjectClaim(),
                        null,
                        null,
                        mappings,
                        state);
            case Kind.Authority authority ->
                new IdentityProviderRecord(
                        IdentityProviderRecord.SCHEMA,
                        id.value(),
                        generation,
                        organization.value(),
                        null,
                        null,
                        null,
                        null,
                        authority.certificates(),
                        authority.subjectFrom(),
                        mappings,
                        state);
        };
    }
}
