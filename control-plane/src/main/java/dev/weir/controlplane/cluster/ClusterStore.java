package dev.weir.controlplane.cluster;

import dev.weir.controlplane.authorization.Reach;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clusters of organizations. A deleted one is none, as far as this port's finders go. */
public interface ClusterStore {
    /** Writes a new row at once, so that plain SQL of the same transaction sees it. Answers it as it is then. */
    Cluster insert(Cluster cluster, String kafkaVersion);

    Optional<Cluster> find(OrganizationId organization, ClusterId id);

    /** Finds a cluster and keeps others from changing it until the transaction ends. */
    Optional<Cluster> lock(OrganizationId organization, ClusterId id);

    boolean nameTaken(EnvironmentId environment, String displayName);

    long count(OrganizationId organization);

    /** How many were made since then, deleted ones too. */
    long countCreated(OrganizationId organization, Instant since);

    /** How many brokers are awake in a region, whosever they are. */
    long awakeBrokers(String region);

    List<ClusterId> in(OrganizationId organization);

    List<ClusterId> in(OrganizationId organization, EnvironmentId environment);

    /**
     * Those of an environment.
     *
     * @param deletionProtection only those where it is so; null for all
     * @param reach only those of them that somebody may see
     */
    Page<Cluster> list(PageRequest page, EnvironmentId environment, @Nullable Boolean deletionProtection, Reach reach);

    /** Writes a locked cluster's spec, progress and generation, at once. Answers it as it is then. */
    Cluster update(Cluster cluster);

    /** Marks a locked cluster as to be deleted, at once. */
    void delete(Cluster cluster);
}
