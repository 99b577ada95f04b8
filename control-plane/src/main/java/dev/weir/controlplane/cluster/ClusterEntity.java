package dev.weir.controlplane.cluster;

import dev.weir.controlplane.cluster.Cluster.AvailabilityChoice;
import dev.weir.controlplane.cluster.Cluster.Condition;
import dev.weir.controlplane.cluster.Cluster.Progress;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Updates write changed columns only: others belong to provisioning. */
@Entity
@DynamicUpdate
@Table(name = "cluster")
class ClusterEntity {
    @Id
    @Column
    String id;

    @TenantId
    @Column(name = "organization_id")
    String organizationId;

    @Column(name = "environment_id")
    String environmentId;

    @Column(name = "display_name")
    String displayName;

    @Column
    @Enumerated(EnumType.STRING)
    ClusterKind kind;

    @Column
    @Enumerated(EnumType.STRING)
    Availability availability;

    @Column(name = "availability_sent")
    String availabilitySent;

    @Column
    String cloud;

    @Column
    String region;

    @Column(name = "max_ecku")
    @Nullable
    Integer maxEcku;

    @Column
    @Nullable
    Integer cku;

    @Column
    int brokers;

    @Column(name = "kafka_version")
    String kafkaVersion;

    @Column(name = "deletion_protection")
    boolean deletionProtection;

    @Column(name = "desired_state")
    @Enumerated(EnumType.STRING)
    DesiredState desiredState;

    @Column
    boolean suspended;

    @Column
    long generation;

    @Column
    String phase;

    @Column
    String reason;

    @Column
    String message;

    @Column(name = "owner_principal")
    String ownerPrincipal;

    @Column(name = "observed_generation")
    long observedGeneration;

    @Column(name = "observed_sequence")
    long observedSequence;

    @Column(name = "status_cku", insertable = false, updatable = false)
    @Nullable
    Integer statusCku;

    @Column(insertable = false, updatable = false)
    boolean ready;

    @Column(name = "ready_since", insertable = false, updatable = false)
    @Nullable
    Instant readySince;

    @Column(insertable = false, updatable = false)
    boolean scaling;

    @Column(name = "scaling_since", insertable = false, updatable = false)
    @Nullable
    Instant scalingSince;

    @Column(insertable = false, updatable = false)
    boolean degraded;

    @Column(name = "degraded_since", insertable = false, updatable = false)
    @Nullable
    Instant degradedSince;

    @Column(name = "suspended_since", insertable = false, updatable = false)
    @Nullable
    Instant suspendedSince;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "deleted_at")
    @Nullable
    Instant deletedAt;

    static ClusterEntity of(Cluster cluster, String kafkaVersion) {
        ClusterSpec spec = cluster.spec();
        var entity = new ClusterEntity();
        entity.id = cluster.id().value();
        entity.organizationId = cluster.organization().value();
        entity.environmentId = cluster.environment().value();
        entity.displayName = spec.displayName();
        entity.kind = spec.kind();
        entity.availability = spec.availability().meaning();
        entity.availabilitySent = spec.availability().sent();
        entity.cloud = spec.cloud();
        entity.region = spec.region();
        entity.maxEcku = spec.maxEcku();
        entity.cku = spec.cku();
        entity.brokers = spec.brokers();
        entity.kafkaVersion = kafkaVersion;
        entity.deletionProtection = spec.deletionProtection();
        entity.desiredState = cluster.desired();
        entity.suspended = cluster.suspended();
        entity.generation = cluster.generation();
        entity.phase = cluster.progress().phase();
        entity.reason = cluster.progress().reason();
        entity.message = cluster.progress().message();
        entity.ownerPrincipal = cluster.owner().value();
        entity.createdAt = cluster.createdAt();
        entity.updatedAt = cluster.updatedAt();
        return entity;
    }

    Cluster toCluster() {
        return new Cluster(
                new ClusterId(id),
                new OrganizationId(organizationId),
                new EnvironmentId(environmentId),
                new ClusterSpec(
                        displayName,
                        kind,
                        new AvailabilityChoice(availability, availabilitySent),
                        cloud,
                        region,
                        maxEcku,
                        cku,
                        deletionProtection),
                PrincipalId.of(ownerPrincipal),
                desiredState,
                suspended,
                generation,
                new Progress(phase, reason, message, statusCku, conditions()),
                createdAt,
                updatedAt);
    }

    /** What was never so isn't said. */
    private List<Condition> conditions() {
        var conditions = new ArrayList<Condition>();
        add(conditions, "Ready", ready, readySince);
        add(conditions, "Scaling", scaling, scalingSince);
        add(conditions, "Degraded", degraded, degradedSince);
        if (suspendedSince != null && (suspended || desiredState == DesiredState.SUSPENDED)) {
            conditions.add(new Condition(
                    "Suspended",
                    true,
                    "SuspendedByOperator",
                    "Its keys are refused and its data is kept.",
                    suspendedSince,
                    observedGeneration));
        }
        return conditions;
    }

    private void add(List<Condition> conditions, String type, boolean holds, @Nullable Instant since) {
        if (since != null) {
            boolean concerned = holds || type.equals("Ready");
            conditions.add(new Condition(
                    type, holds, concerned ? reason : "", concerned ? message : "", since, observedGeneration));
        }
    }
}
