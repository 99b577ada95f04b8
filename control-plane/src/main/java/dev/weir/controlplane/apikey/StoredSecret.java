package dev.weir.controlplane.apikey;

import dev.weir.tenants.key.ScramVerifier;
import dev.weir.tenants.key.SecretHash;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a key's secret.
 *
 * @param hash for whoever sends the secret itself
 * @param scramSha256 for SCRAM-SHA-256; null for keys of the management API and those that are older than SCRAM here
 * @param scramSha512 for SCRAM-SHA-512
 */
public record StoredSecret(
        SecretHash hash,
        @Nullable ScramVerifier scramSha256,
        @Nullable ScramVerifier scramSha512) {}
