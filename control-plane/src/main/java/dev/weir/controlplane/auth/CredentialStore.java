package dev.weir.controlplane.auth;

import dev.weir.tenants.id.ApiKeyId;
import java.util.Optional;

/** Finds credentials before it is known whose they are. It is asked at each request: a revoked key ends at once. */
interface CredentialStore {
    Optional<Credential> findCloudKey(ApiKeyId key);
}
