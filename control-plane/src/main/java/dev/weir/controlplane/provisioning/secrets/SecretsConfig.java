package dev.weir.controlplane.provisioning.secrets;

import io.smallrye.config.ConfigMapping;

/** How secrets are kept. */
@ConfigMapping(prefix = "weir.secrets")
interface SecretsConfig {
    /** 32 bytes in base 64, under which the clusters' secrets are encrypted in Postgres. Without it they are lost. */
    String masterKey();
}
