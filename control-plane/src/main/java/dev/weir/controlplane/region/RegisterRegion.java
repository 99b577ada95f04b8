package dev.weir.controlplane.region;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Writes down, at each start, the region that the settings describe. */
@ApplicationScoped
class RegisterRegion {
    private final RegionConfig config;
    private final RegionStore regions;

    RegisterRegion(RegionConfig config, RegionStore regions) {
        this.config = config;
        this.regions = regions;
    }

    void register(@Observes StartupEvent event) {
        regions.put(new Region(
                config.id(), config.cloud(), config.displayName(), config.runtime(), config.maxAwakeBrokers()));
    }
}
