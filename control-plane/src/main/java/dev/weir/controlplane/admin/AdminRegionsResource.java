package dev.weir.controlplane.admin;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.region.Region;
import dev.weir.controlplane.region.RegionRows;
import dev.weir.controlplane.region.RegionStore;
import dev.weir.controlplane.shape.Received;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A region's capacity. What is set here holds until the settings of the control planes name another one. */
@Path("/weir/v1/admin/regions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AdminRegionsResource {
    private static final int MOST_BROKERS = 100_000;

    private final CurrentCaller caller;
    private final RegionStore regions;
    private final RegionRows capacities;
    private final SuspensionRows rows;
    private final SystemDatabase database;

    AdminRegionsResource(
            CurrentCaller caller,
            RegionStore regions,
            RegionRows capacities,
            SuspensionRows rows,
            SystemDatabase database) {
        this.caller = caller;
        this.regions = regions;
        this.capacities = capacities;
        this.rows = rows;
        this.database = database;
    }

    @GET
    public RegionView get(String id) {
        caller.platformAdmin();
        return view(regions.find(id).orElseThrow(() -> unknown(id)));
    }

    /** A capacity below what is awake stops nothing; it only lets nothing more in. */
    @PATCH
    public RegionView patch(String id, RegionPatch patch) {
        caller.platformAdmin();
        Integer wanted = Received.body(patch).maxAwakeBrokers();
        if (wanted == null) {
            return get(id);
        }
        if (wanted < 0 || wanted > MOST_BROKERS) {
            throw Problem.invalid("/max_awake_brokers", "must be from 0 to " + MOST_BROKERS)
                    .toException();
        }
        return view(database.inNewTransaction(connection -> {
            Region old = capacities.lock(connection, id).orElseThrow(() -> unknown(id));
            capacities.setCapacity(connection, id, wanted);
            return new Region(old.id(), old.cloud(), old.displayName(), old.runtime(), wanted);
        }));
    }

    private RegionView view(Region region) {
        long awake = database.inNewTransaction(connection -> rows.awakeBrokers(connection, region.id()));
        return new RegionView(
                "weir/v1",
                "Region",
                region.id(),
                region.cloud(),
                region.displayName(),
                region.runtime(),
                region.maxAwakeBrokers(),
                awake);
    }

    private static RuntimeException unknown(String id) {
        return NotFound.of("region", id).toException();
    }

    /** What can be changed; what is missing stays. */
    record RegionPatch(@Nullable Integer maxAwakeBrokers) {}

    /**
     * A region as its operator sees it.
     *
     * @param awakeBrokers how many brokers run, or are meant to
     */
    @Schema(name = "AdminRegion")
    record RegionView(
            String apiVersion,
            String kind,
            String id,
            String cloud,
            String displayName,
            String runtime,
            int maxAwakeBrokers,
            long awakeBrokers) {}
}
