package dev.weir.controlplane.region;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Where clusters can run. */
@Path("/weir/v1/regions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RegionsResource {
    private final RegionStore regions;

    RegionsResource(RegionStore regions) {
        this.regions = regions;
    }

    @GET
    public RegionList list() {
        return new RegionList(
                "weir/v1",
                "RegionList",
                regions.all().stream()
                        .map(region -> new RegionView(region.id(), region.cloud(), region.displayName()))
                        .toList());
    }

    /** All regions. */
    record RegionList(String apiVersion, String kind, List<RegionView> data) {}

    /** One region: what to put into {@code spec.region} and {@code spec.cloud} of a cluster. */
    record RegionView(String id, String cloud, String displayName) {}
}
