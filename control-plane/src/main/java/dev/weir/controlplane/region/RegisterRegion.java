package dev.weir.controlplane.region;

import dev.weir.controlplane.platform.SystemDatabase;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Writes down, at each start, the regions that the settings describe, before anybody reads them. */
@ApplicationScoped
class RegisterRegion {
    private static final int EARLY = Interceptor.Priority.LIBRARY_BEFORE;

    private final RegionConfig config;
    private final RegionRows regions;
    private final SystemDatabase database;

    RegisterRegion(RegionConfig config, RegionRows regions, SystemDatabase database) {
        this.config = config;
        this.regions = regions;
        this.database = database;
    }

    void register(@Observes @Priority(EARLY) StartupEvent event) {
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
