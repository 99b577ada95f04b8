package dev.weir.controlplane.admin;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.provisioning.Republication;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Rebuilds the platform topics from Postgres. */
@Path("/weir/v1/admin/republish")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RepublishResource {
    private final CurrentCaller caller;
    private final Republication republication;

    RepublishResource(CurrentCaller caller, Republication republication) {
        this.caller = caller;
        this.republication = republication;
    }

    @POST
    @Operation(summary = "Tell the platform topics everything again")
    public RepublicationView republish() {
        caller.platformAdmin();
        Republication.Told told = republication.everything();
        return new RepublicationView("weir/v1", "Republication", told.clusters(), told.keys());
    }

    /** How much is being told again; it is in the outbox, from where it is sent. */
    record RepublicationView(String apiVersion, String kind, int clusters, int apiKeys) {}
}
