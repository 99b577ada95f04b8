package dev.weir.controlplane.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Whose tokens are good. Who runs the issuer can log in as every user. */
@ConfigMapping(prefix = "weir.oidc")
interface OidcConfig {
    /** The issuer's address, below which {@code .well-known/openid-configuration} is found; without it there is none. */
    Optional<String> issuer();

    /** What a token has to name as its audience. */
    @WithDefault("weir")
    String audience();
}
