package dev.weir.controlplane.region;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PanacheRegionStore implements RegionStore, PanacheRepositoryBase<RegionEntity, String> {
    private final Clock clock;

    PanacheRegionStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Region> find(String id) {
        return findByIdOptional(id).map(RegionEntity::toRegion);
    }

    @Override
    public Optional<Region> lock(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(RegionEntity::toRegion);
    }

    @Override
    public List<Region> all() {
        return listAll(Sort.by("id")).stream().map(RegionEntity::toRegion).toList();
    }

    @Override
    @Transactional
    public void put(Region region) {
        var entity =
                findByIdOptional(region.id(), LockModeType.PESSIMISTIC_WRITE).orElseGet(RegionEntity::new);
        entity.id = region.id();
        entity.cloud = region.cloud();
        entity.displayName = region.displayName();
        entity.runtime = region.runtime();
        entity.maxAwakeBrokers = region.maxAwakeBrokers();
        entity.updatedAt = clock.instant();
        persist(entity);
    }
}
