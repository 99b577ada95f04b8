package dev.weir.controlplane.httporigin;

import dev.weir.tenants.id.ClusterId;
import java.util.List;

/** The origins of clusters that are there. */
interface HttpOriginStore {
    List<String> of(ClusterId cluster);

    /** Writes them to a locked cluster, under a higher generation, at once. */
    void replace(ClusterId cluster, List<String> origins);
}
