package dev.weir.controlplane.region;

import dev.weir.controlplane.platform.SystemDatabase;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Writes down, at each start, the regions that the settings describe. */
@ApplicationScoped
class RegisterRegion {
    private final RegionConfig config;
    private final RegionRows regions;
    private final SystemDatabase database;

    RegisterRegion(RegionConfig config, RegionRows regions, SystemDatabase database) {
        this.config = config;
        this.regions = regions;
        this.database = database;
    }

    void register(@Observes StartupEvent event) {
        var region = new Region(
                config.id(), config.cloud(), config.displayName(), config.runtime(), config.maxAwakeBrokers());
        database.inNewTransaction(connection -> {
            regions.register(connection, region);
            for (var other : config.others().entrySet()) {
                regions.register(connection, region(other.getKey(), other.getValue()));
            }
            return region;
        });
    }

    private static Region region(String id, RegionConfig.Other other) {
        return new Region(id, other.cloud(), other.displayName(), other.runtime(), other.maxAwakeBrokers());
    }
}
