package dev.weir.gateway.http.produce;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Producing over HTTP. */
@ConfigMapping(prefix = "weir.gateway.http.produce")
interface ProduceConfig {
    /** Records in one request. */
    @WithDefault("10000")
    int maxRecords();

    /** Entries in one request to {@code records:batch}. */
    @WithDefault("1000")
    int maxEntries();
}
