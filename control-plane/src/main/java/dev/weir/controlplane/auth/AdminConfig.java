package dev.weir.controlplane.auth;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The credentials of who runs this Weir; without them nobody can administrate it. */
@ConfigMapping(prefix = "weir.admin")
interface AdminConfig {
    /** The id of the platform administrator's key. */
    Optional<String> key();

    /** SHA-256 of its secret, 64 hexadecimal digits. */
    Optional<String> secretSha256();
}
