package dev.weir.gateway.state;

import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.id.IdentityProviderId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.ServiceAccountId;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom an organization trusts, checked.
 *
 * @param id which one
 * @param organization whose clusters it opens
 * @param kind what it vouches by
 * @param accounts which service account a subject is
 */
public record IdentityProvider(
        IdentityProviderId id, OrganizationId organization, Kind kind, Map<String, ServiceAccountId> accounts) {
    public IdentityProvider {
        accounts = Map.copyOf(accounts);
    }

    /** What somebody is vouched for by. */
    public sealed interface Kind {
        /**
         * By tokens.
         *
         * @param issuer their {@code iss}
         * @param keys where the keys are; null when the issuer's discovery document says so
         * @param audience their {@code aud}
         * @param subjectClaim the claim that says whose a token is
         */
        record Issuer(String issuer, @Nullable URI keys, String audience, String subjectClaim) implements Kind {}

        /**
         * By certificates.
         *
         * @param certificates PEM of those who sign
         * @param subjectFrom what of a certificate's subject is the name: {@code CN}, or {@code DN} for all of it
         */
        record Authority(String certificates, String subjectFrom) implements Kind {}
    }

    static IdentityProvider of(IdentityProviderRecord record) {
        return new IdentityProvider(
                new IdentityProviderId(record.provider()),
                new OrganizationId(record.organization()),
                kind(record),
                record.mappings().stream()
                        .collect(Collectors.toMap(
                                IdentityProviderRecord.Mapping::subject,
                                mapping -> new ServiceAccountId(mapping.principal()))));
    }

    private static Kind kind(IdentityProviderRecord record) {
        if (record.certificates() != null) {
            return new Kind.Authority(record.certificates(), Objects.requireNonNullElse(record.subjectFrom(), "CN"));
        }
        return new Kind.Issuer(
                Objects.requireNonNull(record.issuer()),
                record.jwksUri() == null ? null : URI.create(record.jwksUri()),
                Objects.requireNonNull(record.audience()),
                Objects.requireNonNullElse(record.subjectClaim(), "sub"));
    }

    public Optional<ServiceAccountId> account(String subject) {
        return Optional.ofNullable(accounts.get(subject));
    }
}
