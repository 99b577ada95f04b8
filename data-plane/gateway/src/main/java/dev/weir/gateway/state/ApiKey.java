package dev.weir.gateway.state;

import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.key.SecretHash;

/**
 * An API key, checked.
 *
 * @param id the user name
 * @param hash of the secret, which is the password
 * @param principal whose it is
 * @param organization whose it is
 * @param cluster what it opens
 * @param revoked whether it opens nothing any more
 */
public record ApiKey(
        ApiKeyId id,
        SecretHash hash,
        PrincipalId principal,
        OrganizationId organization,
        ClusterId cluster,
        boolean revoked) {

    static ApiKey of(ApiKeyRecord record) {
        return new ApiKey(
                new ApiKeyId(record.key()),
                new SecretHash(record.secretSha256()),
                PrincipalId.of(record.principal()),
                new OrganizationId(record.organization()),
                new ClusterId(record.cluster()),
                record.state() != ApiKeyRecord.State.ACTIVE);
    }

    /** Whether a connection that was opened with the other record may stay. */
    boolean opensTheSameAs(ApiKey other) {
        return !revoked
                && hash.equals(other.hash)
                && principal.equals(other.principal)
                && cluster.equals(other.cluster);
    }
}
