package dev.weir.controlplane.cluster;

import dev.weir.controlplane.authorization.Reach;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.PanachePages;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class PanacheClusterStore implements ClusterStore, PanacheRepositoryBase<ClusterEntity, String> {
    private static final String LIVE = " and desiredState <> DELETED";
    /** What is asked most. Hibernate plans its own language's queries each time anew while the tenant's filter is on. */
    private static final String FIND =
            "select * from cluster where organization_id = ?1 and id = ?2 and desired_state <> 'DELETED'";

    @Override
    public Cluster insert(Cluster cluster, String kafkaVersion) {
        ClusterEntity entity = ClusterEntity.of(cluster, kafkaVersion);
        persistAndFlush(entity);
        return readAgain(entity);
    }

    @Override
    public Optional<Cluster> find(OrganizationId organization, ClusterId id) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(FIND, ClusterEntity.class)
                .setParameter(1, organization.value())
                .setParameter(2, id.value())
                .getResultStream()
                .findFirst()
                .map(ClusterEntity::toCluster);
    }

    @Override
    public Optional<Cluster> lock(OrganizationId organization, ClusterId id) {
        return query(organization, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                // It may have been read before it was locked.
                .map(this::readAgain);
    }

    @Override
    public boolean nameTaken(EnvironmentId environment, String displayName) {
        return count("environmentId = ?1 and displayName = ?2" + LIVE, environment.value(), displayName) > 0;
    }

    @Override
    public long count(OrganizationId organization) {
        return count("organizationId = ?1" + LIVE, organization.value());
    }

    @Override
    public long countCreated(OrganizationId organization, Instant since) {
        return count("organizationId = ?1 and createdAt > ?2", organization.value(), since);
    }

    @Override
    public long awakeBrokers(String region) {
        // Of all organizations: a function of the tables' owner counts them.
        Object awake = getEntityManager()
                .createNativeQuery("select awake_brokers(?1)", Long.class)
                .setParameter(1, region)
                .getSingleResult();
        return (Long) awake;
    }

    @Override
    public List<ClusterId> in(OrganizationId organization) {
        return find("organizationId = ?1" + LIVE, organization.value()).stream()
                .map(entity -> new ClusterId(entity.id))
                .toList();
    }

    @Override
    public List<ClusterId> in(OrganizationId organization, EnvironmentId environment) {
        return find(
                        "organizationId = ?1 and environmentId = ?2" + LIVE,
                        Sort.by("createdAt").and("id"),
                        organization.value(),
                        environment.value())
                .stream()
                .map(entity -> new ClusterId(entity.id))
                .toList();
    }

    @Override
    public Page<Cluster> list(
            PageRequest page, EnvironmentId environment, @Nullable Boolean deletionProtection, Reach reach) {
        var parameters = new HashMap<String, Object>();
        parameters.put("organization", page.organization().value());
        parameters.put("environment", environment.value());
        String where = "organizationId = :organization and environmentId = :environment" + LIVE;
        if (deletionProtection != null) {
            parameters.put("protection", deletionProtection);
            where += " and deletionProtection = :protection";
        }
        if (!reach.everywhere() && !reach.environments().contains(environment)) {
            parameters.put("visible", reach.clusterIds());
            where += " and id in :visible";
        }
        return PanachePages.read(this, where, parameters, page, ClusterEntity::toCluster, Cluster::position);
    }

    @Override
    public Cluster update(Cluster cluster) {
        ClusterEntity entity = findById(cluster.id().value());
        entity.displayName = cluster.spec().displayName();
        entity.kind = cluster.spec().kind();
        entity.availability = cluster.spec().availability().meaning();
        entity.availabilitySent = cluster.spec().availability().sent();
        entity.brokers = cluster.spec().brokers();
        entity.maxEcku = cluster.spec().maxEcku();
        entity.cku = cluster.spec().cku();
        entity.phase = cluster.progress().phase();
        entity.reason = cluster.progress().reason();
        entity.message = cluster.progress().message();
        entity.deletionProtection = cluster.spec().deletionProtection();
        entity.generation = cluster.generation();
        entity.updatedAt = cluster.updatedAt();
        flush();
        return readAgain(entity);
    }

    /** Postgres derives some columns from others. */
    private Cluster readAgain(ClusterEntity entity) {
        getEntityManager().refresh(entity);
        return entity.toCluster();
    }

    @Override
    public void delete(Cluster cluster) {
        ClusterEntity entity = findById(cluster.id().value());
        entity.desiredState = DesiredState.DELETED;
        entity.generation = cluster.generation();
        entity.updatedAt = cluster.updatedAt();
        entity.deletedAt = cluster.updatedAt();
        flush();
    }

    private PanacheQuery<ClusterEntity> query(OrganizationId organization, ClusterId id) {
        return find("organizationId = ?1 and id = ?2" + LIVE, organization.value(), id.value());
    }
}
