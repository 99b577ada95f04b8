package dev.weir.controlplane.admin;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.provisioning.rotation.Rotation;
import dev.weir.controlplane.provisioning.rotation.SecretRotation;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.id.ClusterId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Replaces the secret with which gateways speak to a cluster's brokers; no connection is closed. */
@Path("/weir/v1/admin")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SecretRotationResource {
    private final CurrentCaller caller;
    private final SecretRotation rotation;

    SecretRotationResource(CurrentCaller caller, SecretRotation rotation) {
        this.caller = caller;
        this.rotation = rotation;
    }

    @POST
    @Path("/clusters/{id}/rotate-secret")
    @Operation(summary = "Rotate a cluster's secret, or go on with the rotation under way")
    public SecretRotationView rotate(String id) {
        ClusterId cluster = cluster(id);
        return SecretRotationView.of(cluster, rotation.begin(cluster));
    }

    @GET
    @Path("/clusters/{id}/secret-rotation")
    @Operation(summary = "Get how far the rotation of a cluster's secret is")
    public SecretRotationView get(String id) {
        ClusterId cluster = cluster(id);
        return SecretRotationView.of(cluster, rotation.find(cluster));
    }

    private ClusterId cluster(String id) {
        caller.platformAdmin();
        return Received.id("cluster", id, ClusterId::new);
    }

    enum Step {
        NONE,
        SPREADING,
        SIGNING
    }

    /**
     * How far it is.
     *
     * @param step NONE when there is one secret; SPREADING while brokers get the new one; SIGNING while they accept both
     * @param endsAt when the old secret is dropped; missing while nobody can know
     */
    record SecretRotationView(
            String apiVersion,
            String kind,
            String id,
            Step step,
            @Nullable Instant endsAt) {
        static SecretRotationView of(ClusterId cluster, Rotation rotation) {
            return switch (rotation) {
                case Rotation.None() -> of(cluster, Step.NONE, null);
                case Rotation.Spreading _ -> of(cluster, Step.SPREADING, null);
                case Rotation.Signing(Instant ends) -> of(cluster, Step.SIGNING, ends);
            };
        }

        private static SecretRotationView of(ClusterId cluster, Step step, @Nullable Instant ends) {
            return new SecretRotationView("weir/v1", "SecretRotation", cluster.value(), step, ends);
        }
    }
}
