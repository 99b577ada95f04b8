package dev.weir.controlplane.provisioning.secrets;

import jakarta.enterprise.context.ApplicationScoped;

/** Seals, under the platform's master key, what isn't a cluster's but must not be read in Postgres either. */
@ApplicationScoped
public class PlatformSeal {
    private final MasterKey masterKey;

    PlatformSeal(SecretsConfig config) {
        this.masterKey = new MasterKey(config.masterKey());
    }

    /** @param owner a text under which alone it can be opened */
    public byte[] seal(String owner, byte[] secret) {
        return masterKey.seal(owner, secret);
    }

    /** Throws {@link IllegalStateException} when it was sealed for another owner, or was changed. */
    public byte[] open(String owner, byte[] sealed) {
        return masterKey.open(owner, sealed);
    }
}
