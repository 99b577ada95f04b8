package dev.weir.gateway.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the keys of organizations' issuers are fetched. */
@ConfigMapping(prefix = "weir.gateway.issuers")
interface IdentityConfig {
    /** Whether issuers may be asked without TLS. */
    @WithDefault("false")
    boolean plainHttp();

    /** Whether issuers may be asked at addresses that only this network knows, such as loopback and 10.0.0.0/8. */
    @WithDefault("false")
    boolean privateAddresses();

    /** How long an issuer may take to answer. */
    @WithDefault("5s")
    Duration patience();

    /** After this time the keys are fetched again; until they are there the old ones are used. */
    @WithDefault("5m")
    Duration refresh();

    /** How long keys are used whose issuer doesn't answer any more. */
    @WithDefault("24h")
    Duration keep();

    /** How long an issuer is left alone after it was asked, whatever keys tokens name. */
    @WithDefault("5s")
    Duration pause();

    /** How far an issuer's clock may differ. */
    @WithDefault("30s")
    Duration clockSkew();
}
