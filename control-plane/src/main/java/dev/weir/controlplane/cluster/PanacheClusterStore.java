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
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class PanacheClusterStore implements ClusterStore, PanacheRepositoryBase<ClusterEntity, String> {
    private static final String LIVE = " and desiredState <> DELETED";

    @Override
    public void insert(Cluster cluster, String kafkaVersion) {
        persistAndFlush(ClusterEntity.of(cluster, kafkaVersion));
    }

    @Override
    public Optional<Cluster> find(OrganizationId organization, ClusterId id) {
        return query(organization, id).firstResultOptional().map(ClusterEntity::toCluster);
    }

    @Override
    public Optional<Cluster> lock(OrganizationId organization, ClusterId id) {
        return query(organization, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(ClusterEntity::toCluster);
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
    public void update(Cluster cluster) {
        ClusterEntity entity = findById(cluster.id().value());
        entity.displayName = cluster.spec().displayName();
        entity.kind = cluster.spec().kind();
        entity.maxEcku = cluster.spec().maxEcku();
        entity.deletionProtection = cluster.spec().deletionProtection();
        entity.generation = cluster.generation();
        entity.updatedAt = cluster.updatedAt();
        flush();
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
