package dev.weir.controlplane.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.api.PostgresOnly;
import dev.weir.controlplane.platform.SystemDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresOnly.class)
class RegionRowsIT {
    private final String id = "region-" + UUID.randomUUID();

    @Inject
    SystemDatabase database;

    @Inject
    RegionRows regions;

    @Test
    void capacityThatAnOperatorHasSetOutlivesStartsUntilTheSettingsNameAnother() {
        start(20);
        assertThat(capacity()).isEqualTo(20);
        set(7);
        start(20);
        assertThat(capacity()).isEqualTo(7);
        start(30);
        assertThat(capacity()).isEqualTo(30);
        set(20);
        start(30);
        assertThat(capacity()).isEqualTo(20);
    }

    @Test
    void everythingElseIsAsTheSettingsSay() {
        start(20);
        set(7);
        var renamed = new Region(id, "GCP", "The cellar", "embedded", 20);
        database.inNewTransaction(connection -> {
            regions.register(connection, renamed);
            return renamed;
        });
        Region found = database.inNewTransaction(connection -> regions.lock(connection, id))
                .orElseThrow();
        assertThat(found).isEqualTo(new Region(id, "GCP", "The cellar", "embedded", 7));
    }

    private void start(int configured) {
        database.inNewTransaction(connection -> {
            regions.register(connection, new Region(id, "AWS", "Here", "embedded", configured));
            return id;
        });
    }

    private void set(int capacity) {
        database.inNewTransaction(connection -> {
            regions.setCapacity(connection, id, capacity);
            return id;
        });
    }

    private int capacity() {
        return database.inNewTransaction(connection -> regions.lock(connection, id))
                .orElseThrow()
                .maxAwakeBrokers();
    }
}
