package dev.weir.controlplane.cluster;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster.
 *
 * @param owner who made it
 * @param generation grows with each change that its brokers or gateways must learn of
 */
public record Cluster(
        ClusterId id,
        OrganizationId organization,
        EnvironmentId environment,
        ClusterSpec spec,
        PrincipalId owner,
        DesiredState desired,
        boolean suspended,
        long generation,
        Progress progress,
        Instant createdAt,
        Instant updatedAt) {

    Position position() {
        return new Position(createdAt, id.value());
    }

    /**
     * How far it is.
     *
     * @param phase PROVISIONING, PROVISIONED or FAILED: what existing clients understand
     * @param reason one word for a program, empty when there is nothing to say
     * @param message a sentence for a person
     * @param cku the size that a Dedicated cluster has come to
     * @param conditions what else there is to say; only the store knows them
     */
    public record Progress(
            String phase,
            String reason,
            String message,
            @Nullable Integer cku,
            List<Condition> conditions) {
        static final Progress BEGUN = new Progress("PROVISIONING", "", "", null, List.of());

        public Progress {
            conditions = List.copyOf(conditions);
        }

        Progress as(String newPhase, String newReason, String newMessage) {
            return new Progress(newPhase, newReason, newMessage, cku, conditions);
        }
    }

    /**
     * One aspect of a cluster.
     *
     * @param type such as {@code Ready}
     * @param holds whether it is so
     * @param reason one word for a program; empty when there is nothing to say
     * @param message a sentence for a person
     * @param since when it began to be so, or to be not
     * @param generation of the cluster that this speaks of
     */
    public record Condition(
            String type, boolean holds, String reason, String message, Instant since, long generation) {}

    /** How available it is, in our word and in the one of several that its owner used. */
    public record AvailabilityChoice(Availability meaning, String sent) {}
}
