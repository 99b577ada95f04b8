package dev.weir.gateway.state;

import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.key.ScramVerifier;
import dev.weir.tenants.key.SecretHash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An API key, checked.
 *
 * @param id the user name
 * @param hash of the secret, which is the password
 * @param verifier256 of the secret for SCRAM-SHA-256; null for a key that is older than these
 * @param verifier512 of the secret for SCRAM-SHA-512
 * @param principal whose it is
 * @param organization whose it is
 * @param cluster what it opens
 * @param revoked whether it opens nothing any more
 */
public record ApiKey(
        ApiKeyId id,
        SecretHash hash,
        @Nullable ScramVerifier verifier256,
        @Nullable ScramVerifier verifier512,
        PrincipalId principal,
        OrganizationId organization,
        ClusterId cluster,
        boolean revoked) {

    static ApiKey of(ApiKeyRecord record) {
        return new ApiKey(
                new ApiKeyId(record.key()),
                new SecretHash(record.secretSha256()),
                verifier(record.scramSha256()),
                verifier(record.scramSha512()),
                PrincipalId.of(record.principal()),
                new OrganizationId(record.organization()),
                new ClusterId(record.cluster()),
                record.state() != ApiKeyRecord.State.ACTIVE);
    }

    private static @Nullable ScramVerifier verifier(@Nullable String value) {
        return value == null ? null : new ScramVerifier(value);
    }

    public Optional<ScramVerifier> scramSha256() {
        return Optional.ofNullable(verifier256);
    }

    public Optional<ScramVerifier> scramSha512() {
        return Optional.ofNullable(verifier512);
    }

    /** Whether a connection that was opened with the other record may stay. */
    boolean opensTheSameAs(ApiKey other) {
        return !revoked
                && hash.equals(other.hash)
                && principal.equals(other.principal)
                && cluster.equals(other.cluster);
    }
}
