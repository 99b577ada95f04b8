package dev.weir.controlplane.region;

import java.util.List;
import java.util.Optional;

/** The regions there are. */
public interface RegionStore {
    Optional<Region> find(String id);

    /** Finds a region and keeps others from taking its capacity until the transaction ends. */
    Optional<Region> lock(String id);

    List<Region> all();
}
