package dev.weir.controlplane.cluster;

import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.NoCapacity;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.controlplane.region.Region;
import dev.weir.controlplane.region.RegionStore;
import dev.weir.tenants.cluster.ClusterKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/** Finds room for a cluster's brokers. */
@ApplicationScoped
class ClusterPlacement {
    private final RegionStore regions;
    private final ClusterStore clusters;
    private final ClusterProvisioning provisioning;

    ClusterPlacement(RegionStore regions, ClusterStore clusters, ClusterProvisioning provisioning) {
        this.regions = regions;
        this.clusters = clusters;
        this.provisioning = provisioning;
    }

    /** Holds the region until the transaction ends; refused at once when its brokers are too many already. */
    void require(ClusterSpec spec) {
        Region region = regions.lock(spec.region())
                .orElseThrow(() -> Problem.invalid("/spec/region", "must be one of " + known())
                        .toException());
        if (!region.cloud().equals(spec.cloud())) {
            throw Problem.invalid("/spec/cloud", "must be " + region.cloud() + " for region " + region.id())
                    .toException();
        }
        requireRoom(region, spec.brokers());
    }

    /**
     * The same for brokers that a cluster gets beside those which it has.
     *
     * @param awake whether they are to run now
     */
    void requireMore(ClusterSpec spec, int brokers, boolean awake) {
        Region region = regions.lock(spec.region())
                .orElseThrow(() -> new IllegalStateException("there is no region " + spec.region()));
        if (!provisioning.addsBrokers(region.runtime())) {
            throw Problem.invalid(
                            spec.kind() == ClusterKind.DEDICATED ? "/spec/config/cku" : "/spec/availability",
                            "can't be raised in region " + region.id() + ", where clusters keep the brokers they were"
                                    + " made with: create another cluster and move the data there")
                    .toException();
        }
        if (awake) {
            requireRoom(region, brokers);
        }
    }

    private void requireRoom(Region region, int brokers) {
        long awake = clusters.awakeBrokers(region.id());
        if (awake + brokers > region.maxAwakeBrokers()) {
            throw new NoCapacity(region.id(), region.maxAwakeBrokers(), awake).toException();
        }
    }

    private String known() {
        return regions.all().stream().map(Region::id).collect(Collectors.joining(", "));
    }
}
