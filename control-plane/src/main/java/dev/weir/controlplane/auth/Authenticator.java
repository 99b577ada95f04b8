package dev.weir.controlplane.auth;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.Caller.PlatformAdmin;
import dev.weir.controlplane.problem.Problem.OrganizationSuspended;
import dev.weir.controlplane.problem.Problem.Unauthenticated;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.key.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/** Finds out who holds a key and its secret, or a token. */
@ApplicationScoped
class Authenticator {
    private final CredentialStore credentials;
    private final Instance<BearerAuthentication> bearers;
    private final Optional<String> adminKey;
    private final Optional<SecretHash> adminSecret;

    Authenticator(CredentialStore credentials, @Any Instance<BearerAuthentication> bearers, AdminConfig admin) {
        this.credentials = credentials;
        this.bearers = bearers;
        this.adminKey = admin.key();
        this.adminSecret = admin.secretSha256().map(SecretHash::new);
    }

    Caller authenticate(BasicCredentials given) {
        if (adminKey.isPresent() && adminKey.get().equals(given.user())) {
            return adminSecret
                    .filter(secret -> secret.matches(given.password()))
                    .<Caller>map(secret -> new PlatformAdmin(given.user()))
                    .orElseThrow(() -> new Unauthenticated().toException());
        }
        ApiKeyId key = parse(given.user());
        Credential credential = credentials
                .findCloudKey(key)
                .filter(found -> found.secret().matches(given.password()))
                .orElseThrow(() -> new Unauthenticated().toException());
        if (credential.organizationSuspended()) {
            throw new OrganizationSuspended(credential.organization()).toException();
        }
        return new OrganizationCaller(
                credential.organization(), credential.owner(), new CallerKey.Key(key), credential.grants());
    }

    Caller authenticate(BearerToken given) {
        return bearers.stream()
                .<Caller>flatMap(kind -> kind.authenticate(given.value()).stream())
                .findFirst()
                .orElseThrow(() -> new Unauthenticated().toException());
    }

    private static ApiKeyId parse(String user) {
        try {
            return new ApiKeyId(user);
        } catch (IllegalArgumentException e) {
            throw new Unauthenticated().toException();
        }
    }
}
