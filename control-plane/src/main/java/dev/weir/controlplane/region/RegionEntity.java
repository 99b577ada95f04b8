package dev.weir.controlplane.region;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "region")
class RegionEntity {
    @Id
    @Column
    String id;

    @Column
    String cloud;

    @Column(name = "display_name")
    String displayName;

    @Column
    String runtime;

    @Column(name = "max_awake_brokers")
    int maxAwakeBrokers;

    @Column(name = "updated_at")
    Instant updatedAt;

    Region toRegion() {
        return new Region(id, cloud, displayName, runtime, maxAwakeBrokers);
    }
}
